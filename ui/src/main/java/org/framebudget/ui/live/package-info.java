/** The run over time. */
package org.framebudget.ui.live;
