/** A frame's life: cameras, queues, stations on units, devices that answer, and what is recorded of it. */
package org.framebudget.sim.pipeline;
