package org.framebudget.sim.cli;

/**
 * How text may look where it goes.
 *
 * @param colour true where escape sequences are shown as colours: on a terminal, unless {@code NO_COLOR} is set
 * @param unicode true where characters outside ASCII can be shown
 */
public record Style(boolean colour, boolean unicode) {}
