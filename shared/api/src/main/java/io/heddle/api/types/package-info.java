/** What the system knows about the types of a program: declarative data, and its extraction from classes and functions. */
@NullMarked
package io.heddle.api.types;

import org.jspecify.annotations.NullMarked;
