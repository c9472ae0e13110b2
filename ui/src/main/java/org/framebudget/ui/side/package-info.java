/** Figures beside the charts. */
package org.framebudget.ui.side;
