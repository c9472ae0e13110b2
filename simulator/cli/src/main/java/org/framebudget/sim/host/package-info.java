/** The profile {@code host}: measures the machine it runs on with real TensorFlow Lite, writes the profile and checks it. */
package org.framebudget.sim.host;
