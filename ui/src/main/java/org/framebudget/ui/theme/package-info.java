/** Light and dark. */
package org.framebudget.ui.theme;
