"""Public tests of model_regression: small numbers worked out by hand. `pytest -k train_step` tests one task."""

import bug_hunt
import model_regression as mr
import numpy as np
import suspect
import torch
from gradcheck import check_array, check_keys, check_number, check_numbers


def batch(dtype=torch.float64):
    """Four rows, three inputs, two outputs.

    For the model of `start` the residuals are (1, -2), (-2, -1), (1, -1) and (3, 1).
    """
    X = torch.tensor([[1, 2, 0], [0, 1, 1], [2, 0, 1], [1, 1, 1]], dtype=dtype)
    Y = torch.tensor([[1, 1], [5, 0], [4, -3], [1, -3]], dtype=dtype)
    return X, Y


def start(dtype=torch.float64):
    """Your model, with weight [[1, 0, 2], [-1, 1, 0]] and bias [1, -2]."""
    model = mr.ModelRegression(3, 2).to(dtype)
    values = {"linear.weight": torch.tensor([[1, 0, 2], [-1, 1, 0]]), "linear.bias": torch.tensor([1, -2])}
    model.load_state_dict(values)
    return model


def numbers(tensor, name):
    """The values of a tensor as a NumPy array."""
    assert isinstance(tensor, torch.Tensor), f"{name} should be a tensor, but its type is {type(tensor).__name__}."
    return tensor.detach().numpy()


def check_parameters(model, weight, bias):
    """The model's weight and bias are these."""
    check_array(numbers(model.linear.weight, "the weight"), np.array(weight), name="the weight")
    check_array(numbers(model.linear.bias, "the bias"), np.array(bias), name="the bias")


def test_ModelRegression_predictions():
    """Row (1, 2, 0) gives 1*1 + 0*2 + 2*0 + 1 = 2 and -1*1 + 1*2 + 0*0 - 2 = -1."""
    X, _ = batch()
    Y_hat = numbers(start()(X), "the prediction")

    check_array(Y_hat, np.array([[2, -1], [3, -1], [5, -4], [4, -2]]), name="the prediction", sizes=(4, 3, 2))


def test_ModelRegression_names():
    """The registered parameters are linear.weight (n_out, n_in) and linear.bias (n_out,), in torch's default dtype."""
    found = {name: (tuple(p.shape), p.dtype) for name, p in mr.ModelRegression(4, 3).named_parameters()}

    assert list(found) == ["linear.weight", "linear.bias"], f"The registered parameters are {', '.join(found)}."
    for name, shape in (("linear.weight", (3, 4)), ("linear.bias", (3,))):
        assert found[name][0] == shape, f"{name} has the shape {found[name][0]}; expected {shape} for (4, 3)."
        assert found[name][1] == torch.float32, f"{name} has the dtype {found[name][1]}; expected torch.float32."


def test_train_step_values():
    """The loss is 1+4 + 4+1 + 1+1 + 9+1 = 22; the weight's first entry goes from 1 to 1 - 0.02*12."""
    model = start()
    loss = mr.train_step(model, torch.optim.SGD(model.parameters(), lr=0.02), *batch())

    check_number(loss, 22.0, name="the loss")
    check_parameters(model, [[0.76, -0.12, 1.92], [-0.88, 1.16, 0.04]], [0.88, -1.88])


def test_train_step_twice():
    """The second step starts from the new parameters and uses only the new gradients."""
    model = start()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.02)
    losses = [mr.train_step(model, optimizer, *batch()) for _ in range(2)]

    check_numbers(losses, [22.0, 16.568], name="the list of both losses")
    check_parameters(model, [[0.6208, -0.1568, 1.9024], [-0.832, 1.2448, 0.0336]], [0.8464, -1.8288])


def test_fit_values():
    """Three epochs give three losses, each from before its step, and change the model three times."""
    model = start()
    losses = mr.fit(model, *batch(), 0.02, 3)

    check_numbers(losses, [22.0, 16.568, 15.22077696], name="the list of losses")
    check_parameters(model, [[0.526912, -0.16128, 1.910592], [-0.81312, 1.295808, 0.00928]], [0.848448, -1.806272])


def test_fit_float32():
    """A model in torch's default dtype is trained on data in this dtype."""
    losses = mr.fit(start(torch.float32), *batch(torch.float32), 0.02, 2)

    check_numbers(losses, [22.0, 16.568], name="the list of losses", rtol=1e-4)


def test_manual_gradients_values():
    """Entry (0, 0) of the weight's gradient is 2*(1*1 - 2*0 + 1*2 + 3*1) = 12; the bias's first is 2*(1-2+1+3) = 6."""
    gradients = mr.manual_gradients(start(), *batch())

    check_keys(gradients, ["linear.weight", "linear.bias"], name="the dict of gradients")
    weight, bias = numbers(gradients["linear.weight"], "dW"), numbers(gradients["linear.bias"], "db")
    assert weight.dtype == bias.dtype == np.float64, "the gradients should have the dtype of the parameters."
    check_array(weight, np.array([[12, 6, 4], [-6, -8, -2]]), name="the weight's gradient", sizes=(4, 3, 2))
    check_array(bias, np.array([6, -6]), name="the bias's gradient", sizes=(4, 3, 2))


def test_manual_gradients_model_unchanged():
    """The call changes no parameter and writes nothing to .grad."""
    model = start()
    mr.manual_gradients(model, *batch())

    assert all(p.grad is None for p in model.parameters()), "the call wrote to .grad."
    check_parameters(model, [[1, 0, 2], [-1, 1, 0]], [1, -2])


def test_find_bug_shows(record_property):
    """The answer is legal, and on its example the suspect's numbers are wrong."""
    bug_hunt.check(mr.find_bug(), suspect)
    record_property("note", bug_hunt.NOTE)  # what the check says of a right answer
