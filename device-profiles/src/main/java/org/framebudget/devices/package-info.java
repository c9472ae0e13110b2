/** What a device is: units, clocks, latency, power, heat, limiters, battery and memory, each number with its source. */
package org.framebudget.devices;
