/** The executive: a clock, an event list, activities and random streams. Knows no domain. */
package org.framebudget.sim.kernel;
