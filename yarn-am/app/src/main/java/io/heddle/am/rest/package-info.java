/** The REST interface: one small class per family of resources, all found through one list of routes. */
@NullMarked
package io.heddle.am.rest;

import org.jspecify.annotations.NullMarked;
