package io.heddle.api.types;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a field, a record component or a class was called in earlier versions of the program, so that state written
 * then is still found. A class is named in full, as {@link Class#getName} does. Keep a name as long as a checkpoint
 * or savepoint may hold it.
 */
@Documented
@Target({ElementType.FIELD, ElementType.RECORD_COMPONENT, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface FormerNames {

    /** The former names, in any order. */
    String[] value();
}
