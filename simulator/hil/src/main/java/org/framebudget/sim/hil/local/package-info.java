/** The machine this runs on as a device: TensorFlow Lite in a child process. */
package org.framebudget.sim.hil.local;
