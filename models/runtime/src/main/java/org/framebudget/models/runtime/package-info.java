/**
 * Runs a .tflite file in real TensorFlow Lite on this machine and says how long inferences take. Each run is a Java
 * virtual machine of its own, so that a crash or a hang of native code never takes the caller down; this package starts
 * it and reads its answers, {@code child} is what runs in it.
 */
package org.framebudget.models.runtime;
