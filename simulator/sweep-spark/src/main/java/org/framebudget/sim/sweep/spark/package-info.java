/**
 * Sweeps on Apache Spark: the driver deals stretches of points out and alone writes to the store; executors get the sweep's files as
 * one piece of bytes, run points by their numbers and send rows back.
 */
package org.framebudget.sim.sweep.spark;
