/** Hardware in the loop: real devices answer the inferences of a scenario, in real time. */
package org.framebudget.sim.hil;
