/** What the encodings of all architectures share: the rules that took part, as terms. */
@NullMarked
package pmuoracle.oracle.encoding;

import org.jspecify.annotations.NullMarked;
