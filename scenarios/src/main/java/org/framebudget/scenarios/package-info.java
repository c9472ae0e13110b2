/** The library of questions that comes with the product. */
package org.framebudget.scenarios;
