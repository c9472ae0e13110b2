/**
 * Devices without a virtual machine of Java, over ssh and adb: the field's own {@code benchmark_model} runs the networks there.
 */
package org.framebudget.sim.hil.remote;
