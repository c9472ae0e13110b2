/** How much fits: the capacity plan as data. */
package org.framebudget.sim.planner;
