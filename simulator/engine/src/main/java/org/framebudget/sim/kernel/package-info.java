/** The executive: a clock, an event list and activities. Knows no domain. */
package org.framebudget.sim.kernel;
