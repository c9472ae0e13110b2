/** A vision network as a graph of operators, and what it costs: multiplications, weights, memory traffic, peak memory. */
package org.framebudget.models.network;
