package pmuoracle.spec;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a component of a model's record a flag of the model. Of a set of constants each constant is
 * a flag, which the model has or lacks; these are {@link Titled} and the component's own title is
 * empty.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface FlagTitle {
  /** A few words for reports: what it is that models do differently. */
  String value() default "";
}
