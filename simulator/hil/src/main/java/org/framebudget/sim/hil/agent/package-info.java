/** Hardware in the loop over a network: an agent on the device, and the target that stands for it here. */
package org.framebudget.sim.hil.agent;
