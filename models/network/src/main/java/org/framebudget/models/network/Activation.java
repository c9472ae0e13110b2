package org.framebudget.models.network;

/** Function an operator applies to its own result. */
public enum Activation {
    NONE,
    RELU,
    RELU6,
    RELU_N1_TO_1,
    TANH,
    SIGN_BIT
}
