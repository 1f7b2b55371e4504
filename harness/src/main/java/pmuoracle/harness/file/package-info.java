/**
 * Programs and counterexamples as YAML files, read with the place of every mistake.
 *
 * <p>A file is a {@link pmuoracle.harness.file.ProgramFile}; {@code counterexamples/README.md}
 * describes it field by field and {@code counterexamples/schema.json} says the same to machines.
 * Nothing here knows an architecture: machines and steps are read and written by the {@link
 * pmuoracle.spec.form.Forms} of the model's architecture, which the caller passes in with the known
 * models and rules as {@link pmuoracle.harness.file.Vocabulary}.
 *
 * <h2>Limits</h2>
 *
 * A file has at most 4 MiB, lines of at most 65536 characters, one document, 50 levels of nesting,
 * no anchors, aliases or tags; it is a regular file or standard input. Texts have no control
 * characters. Numbers are unsigned, of at most 64 bits, decimal without leading zeros or
 * hexadecimal with {@code 0x}; no other spelling YAML allows is a number here. Every mistake is a
 * {@link pmuoracle.spec.BadInput} of one line that begins with {@code file:line:column:}, both
 * counted from 1.
 */
@NullMarked
package pmuoracle.harness.file;

import org.jspecify.annotations.NullMarked;
