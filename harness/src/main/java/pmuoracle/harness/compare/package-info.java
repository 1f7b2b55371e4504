/**
 * Two systems against each other, without a model to judge: the campaign of {@code campaign} with
 * the one system in the oracle's place.
 *
 * <p>What only one of the two shows is not compared. A program on which they differ is shrunk to
 * one from which nothing can be removed so that they still differ, in whatever they then differ; so
 * are the programs that tell models apart and them too, and the smallest is told. Then a model is
 * asked what it says of it.
 */
@NullMarked
package pmuoracle.harness.compare;

import org.jspecify.annotations.NullMarked;
