/** Streams of random numbers by name, the same on every machine. */
package org.framebudget.sim.random;
