package org.framebudget.sim.results;

/** Placeholder to be replaced at once. */
public final class Histogram {}
