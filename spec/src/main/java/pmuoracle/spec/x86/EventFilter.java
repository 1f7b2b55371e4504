package pmuoracle.spec.x86;

import pmuoracle.spec.Words;

/**
 * What an accepted {@link FilterRequest} puts in place.
 *
 * @param action u32
 * @param bitmap u32: fixed-counter bitmap
 * @param flags u32
 * @param masked whether the events are masked entries
 * @param events the event list
 */
public record EventFilter(long action, long bitmap, long flags, boolean masked, Words events) {}
