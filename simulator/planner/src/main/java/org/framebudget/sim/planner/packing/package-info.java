/** The cheapest boxes for cameras: packing as an integer program, and who solves it. */
package org.framebudget.sim.planner.packing;
