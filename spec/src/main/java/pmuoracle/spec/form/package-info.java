/**
 * What a machine, a step or a filter request consists of, said once: a {@link
 * pmuoracle.spec.form.Form} is the table of its {@link pmuoracle.spec.form.Field}s. Files, the
 * process protocol, the schema, sizes, the reductions of shrinking and arbitraries read it.
 *
 * <h2>Words</h2>
 *
 * Every record of the vocabulary is a row of 64-bit words, and back: a field is one word or two, a
 * list its length and a word for each element. What a word means is its {@link
 * pmuoracle.spec.form.Sort}; a reader is a switch over the sorts, so that the compiler names what a
 * new one costs. A new kind of step costs its form, which the switch of its architecture's forms
 * asks for.
 */
@NullMarked
package pmuoracle.spec.form;

import org.jspecify.annotations.NullMarked;
