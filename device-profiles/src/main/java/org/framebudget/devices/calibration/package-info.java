/** Fits device models to measurements, and says how well they predict what was left out. */
package org.framebudget.devices.calibration;
