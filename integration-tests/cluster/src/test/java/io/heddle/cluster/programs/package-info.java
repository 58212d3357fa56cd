/** Programs that the tests submit; packed into a jar of their own at run time. */
package io.heddle.cluster.programs;
