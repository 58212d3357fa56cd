package io.heddle.api.types;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the factory that describes the annotated class, in place of its analysis. The factory is made when the
 * program is built.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface TypeInfo {

    Class<? extends TypeInfoFactory<?>> value();
}
