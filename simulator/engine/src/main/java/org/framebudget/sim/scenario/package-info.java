/**
 * The question: a scenario file, read, checked and explained.
 *
 * <p>{@code Keys} is the one table of keys; reader, messages, {@code --set} paths and {@code schemas/scenario-v1.json}
 * come from it. Way of a file: {@code NodeParser} (text to a tree with places), {@code Overrides} ({@code --set}),
 * {@code Binder} (tree to {@link org.framebudget.sim.scenario.Scenario}, defaults told as assumptions), {@code
 * CrossChecks} (references and links).
 *
 * <p>Choices worth knowing: a queue is LATEST (one frame waits) unless stated; a FIFO holds 2 and drops the newest, as
 * network video recorders do; {@code frames_in_flight_max} is 1, so stages of one stream do not overlap unless asked; a
 * stage may have its own {@code queue} and run on another {@code device}, which needs a link between the two;
 * {@code preprocess} and {@code postprocess} take {@code mean_ms} and {@code cv}; a link carries frames from {@code from}
 * to {@code to} and results back; a default exposure longer than the frame interval is cut to it, a stated one is an
 * error.
 */
package org.framebudget.sim.scenario;
