/** Results side by side. */
package org.framebudget.ui.compare;
