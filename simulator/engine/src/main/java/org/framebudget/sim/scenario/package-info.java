/** The question: a scenario file, read, checked and explained. */
package org.framebudget.sim.scenario;
