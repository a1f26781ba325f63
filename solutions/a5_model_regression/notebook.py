# %% [markdown]
# # ModelRegression, finished
#
# The notebook that this course grew out of ended with an unfinished `class ModelRegression(nn.Module)`. Here you finish
# it, in PyTorch. You know every part already: the model, the summed squared error, the two gradients, the training
# loop. New is who does the work. `nn.Module` keeps the parameters, autograd finds the gradients, an optimizer makes the
# update. At the end you compare what autograd finds with your own formulas, number by number.
#
# Your code goes into `model_regression.py`; save that file before you run a check cell.
# <!-- tasks -->

# %%
# %load_ext autoreload
# %autoreload 2
import matplotlib.pyplot as plt
import model_regression as mr
import numpy as np
import torch
from gradcheck import check
from ladder import check_step
from pictures import show
from referee import judge
from torch import nn
from tqdm.auto import tqdm

BLUE, ORANGE, GREEN, PURPLE, GREY = "#0072B2", "#B34E00", "#007A58", "#AA4499", "#666666"
plt.rcParams.update({"figure.figsize": (7, 4), "axes.grid": True, "grid.alpha": 0.3, "axes.axisbelow": True})
torch.set_printoptions(precision=4, sci_mode=False)

# %% [markdown]
# ## The data
#
# Five regions: temperature (°F), rainfall (mm) and humidity (%) are the inputs, the yields of apples and oranges (tons
# per hectare) are the targets. `Z` holds the inputs standardised, each column with mean 0 and standard deviation 1, as
# in assignment 4. All are float64 here, so that differences between two ways to compute a gradient are rounding and
# nothing else. A model must have the dtype of its data; `model.double()` makes it float64.

# %%
table = np.loadtxt("crop_yields.csv", delimiter=",", skiprows=1)
X, Y = torch.tensor(table[:, :3]), torch.tensor(table[:, 3:])
mean, std = X.mean(dim=0), X.std(dim=0, correction=0)
Z = (X - mean) / std
print("X", tuple(X.shape), X.dtype)
print("Y", tuple(Y.shape), Y.dtype)
print(Z)

# %% [markdown]
# ## 1. What a module registers
#
# An `nn.Module` watches what is assigned to its attributes. A tensor wrapped as `nn.Parameter` is registered, and so is
# another module, with all of its parameters. Everything else is just an attribute. An optimizer only ever sees what is
# registered.
#
# **Predict, then run.** The class below, which computes nothing, keeps four things: a plain tensor, a layer in a list, a
# wrapped tensor, and a layer. Which of them will `named_parameters` find, and under which names?


# %%
class Cupboard(nn.Module):
    """Four ways to keep numbers; `named_parameters` finds two of them."""

    def __init__(self):
        super().__init__()
        self.plain = torch.zeros(2, requires_grad=True)
        self.listed = [nn.Linear(3, 1)]
        self.wrapped = nn.Parameter(torch.zeros(2))
        self.layer = nn.Linear(3, 1)


for name, parameter in Cupboard().named_parameters():
    print(f"{name:14s} {tuple(parameter.shape)}")

# %% [markdown]
# A plain tensor is not found, even with `requires_grad=True`, and neither is a layer inside a Python list. A model that
# keeps its weights so makes correct predictions and never learns.
#
# The name of a parameter is its path: the attribute of the layer, a dot, the name within the layer. A linear layer
# calls its parameters `weight` and `bias`. It stores them as this course does, the weight as (outputs, inputs), the
# bias as one number for each output:
#
# $$\underbrace{\hat Y}_{(N,M)} = \underbrace{X}_{(N,D)}\,\underbrace{W^\top}_{(D,M)} + \underbrace{b}_{(M,)}$$
#
# Finish the class. It holds one linear layer in the attribute `linear`, and `forward` passes `X` through it. When you
# call `model(X)`, PyTorch calls your `forward`.

# %% task="ModelRegression"
check("ModelRegression")


# %%
def new_model(inputs, seed=1):
    """Your model for some inputs, float64, with the random start that belongs to the seed."""
    torch.manual_seed(seed)
    return mr.ModelRegression(inputs.shape[1], Y.shape[1]).to(inputs.dtype)


model = new_model(Z)
for name, parameter in model.named_parameters():
    print(name, tuple(parameter.shape), "requires_grad:", parameter.requires_grad)
print("prediction for the first region, before any training:", [round(value, 4) for value in model(Z)[0].tolist()])

# %% [markdown]
# The `state_dict` holds the same names with their values. It is what one saves to a file. A second model, from another
# random start, becomes equal to the first by loading it:

# %%
saved = {name: value.clone() for name, value in model.state_dict().items()}
other = new_model(Z, seed=2)
print("equal before loading:", torch.equal(model(Z), other(Z)))
print(other.load_state_dict(saved))
print("equal after loading: ", torch.equal(model(Z), other(Z)))

# %% [markdown]
# ## 2. One step
#
# In assignment 3 one step was: forward, loss, gradients, update. In PyTorch it has five moves, because of one property
# of `backward()`: it *adds* its gradients to what is in `.grad`. It has to, since a value that is used twice gets a
# contribution from each use. But it does not know where your step begins.
#
# **Predict, then run.** The gradient of $w^2$ at 3 is 6. The cell calls `backward` three times. Which three numbers will
# it print?

# %%
w = torch.tensor(3.0, requires_grad=True)
for call in (1, 2, 3):
    (w**2).backward()
    print(f"after call {call} of backward: w.grad = {w.grad.item():.0f}   (the gradient of w**2 at 3 is 6)")

# %% [markdown]
# So one step is
#
# 1. zero: clear what earlier steps, or anybody else, left in `.grad`
# 2. forward: the predictions
# 3. loss: the *summed* squared error, $L = \sum_{nm} (\hat y_{nm} - y_{nm})^2$. PyTorch's `mse_loss` takes the mean
#    unless its argument `reduction` says otherwise
# 4. backward: fill `.grad`
# 5. step: the optimizer updates every parameter it was given
#
# `train_step` returns the loss of move 3, as a Python number. It belongs to the parameters *before* the step. If it is
# computed once more after the step, it is another number, and if it is returned as a tensor, it drags the whole graph
# of the step along.

# %% task="train_step"
check("train_step")

# %% [markdown]
# ### What happens without the first move
#
# The next cell needs no module. It is gradient descent on two plain tensors, with `torch.autograd.grad`, which returns
# gradients and stores none, and it does the adding by hand, or leaves it out.
#
# **Predict, then run.** Two runs have the same start: one zeroes the gradients, one never does. After which step do their
# losses differ first? And where will the second run end?


# %%
def reference_run(inputs, start, lr, epochs, zero=True):
    """Gradient descent on plain tensors. Returns the loss before each step, and the parameters after 0, 1, ... ones."""
    parameters = [value.clone().requires_grad_() for value in start.values()]
    kept = [torch.zeros_like(value) for value in parameters]
    losses, path = [], [[value.detach().clone() for value in parameters]]
    for _ in range(epochs):
        weight, bias = parameters
        loss = ((inputs @ weight.T + bias - Y) ** 2).sum()
        gradients = torch.autograd.grad(loss, parameters)
        kept = [g if zero else old + g for old, g in zip(kept, gradients)]
        parameters = [(value - lr * g).detach().requires_grad_() for value, g in zip(parameters, kept)]
        losses.append(loss.item())
        path.append([value.detach().clone() for value in parameters])
    return losses, path


start = {name: value.clone() for name, value in new_model(Z).state_dict().items()}
LR, EPOCHS = 0.02, 60
zeroed, path = reference_run(Z, start, LR, EPOCHS)
not_zeroed, _ = reference_run(Z, start, LR, EPOCHS, zero=False)

# %% folded=true
fig, ax = plt.subplots()
ax.plot(not_zeroed, color=ORANGE, lw=2, ls="--", marker="s", ms=3.5, label="gradients never zeroed")
ax.plot(zeroed, color=BLUE, lw=2, marker="o", ms=3.5, label="gradients zeroed before each step")
ax.set(yscale="log", xlabel="step", ylabel="summed squared error, (t/ha)²")
ax.set_title(f"The same start, the same learning rate {LR}")
ax.legend(loc="upper right", bbox_to_anchor=(1.0, 0.56))
show("Two losses against the step: with zeroed gradients it falls, without zeroing it swings up and down.")
print(f"loss after one step:   zeroed {zeroed[1]:10.1f}   not zeroed {not_zeroed[1]:10.1f}")
print(f"loss after two steps:  zeroed {zeroed[2]:10.1f}   not zeroed {not_zeroed[2]:10.1f}")
print(f"loss after 59 steps:   zeroed {zeroed[59]:10.1f}   not zeroed {not_zeroed[59]:10.1f}")

# %% [markdown]
# The first step is the same. From the second on, the orange run uses the sum of all gradients so far. For a few steps
# this even looks better. Then it runs past the minimum, climbs the other side nearly as high as it started, and swings
# for ever. The mistake cannot be seen in one step, which is why the check above takes two.
#
# ## 3. Fit
#
# `fit` makes one `torch.optim.SGD` for all parameters of the model and takes `epochs` steps on the full batch. SGD
# without further options is exactly the update of assignment 3, $\theta \leftarrow \theta - \eta\,\partial
# L/\partial\theta$. Entry $t$ of the list is the loss before step $t$.

# %% task="fit"
check("fit")

# %% [markdown]
# If every part is right, then `fit` does nothing that you have not done by hand. The blue line is the run on plain
# tensors from above, which is the training loop of assignment 3; the orange dots are your class, your step, your fit.

# %% folded=true
model = new_model(Z)
losses = mr.fit(model, Z, Y, LR, EPOCHS)

fig, ax = plt.subplots()
ax.plot(zeroed, color=BLUE, lw=2, label="plain tensors, as in assignment 3")
ax.plot(losses, "o", color=ORANGE, ms=4.5, label="your fit of ModelRegression")
ax.set(yscale="log", xlabel="step", ylabel="summed squared error, (t/ha)²", title="Two programs, one run")
ax.legend()
show("Loss against the step: the dots of your model on the line of plain tensors.")
difference = max(abs(a - b) / b for a, b in zip(losses, zeroed))
print(f"largest relative difference of the losses: {difference:.1e}")

# %% [markdown]
# With right code, all dots lie on the line. The parameters, too, take the same way. Here your model is trained again, one epoch at a
# time, and its weights are noted after each.

# %%
model = new_model(Z)
weights = [model.linear.weight.detach().clone()]
for _ in range(EPOCHS):
    mr.fit(model, Z, Y, LR, 1)
    weights.append(model.linear.weight.detach().clone())
weights = torch.stack(weights)
reference_weights = torch.stack([weight for weight, _ in path])

# %% folded=true
fig, axes = plt.subplots(1, 2, figsize=(7, 4), sharey=True)
for m, (ax, fruit) in enumerate(zip(axes, ("apples", "oranges"))):
    for d, (name, colour, marker) in enumerate(
        [("temperature", ORANGE, "o"), ("rainfall", BLUE, "s"), ("humidity", GREEN, "^")]
    ):
        ax.plot(reference_weights[:, m, d], color=colour, lw=1.5)
        steps = range(0, EPOCHS + 1, 4)
        ax.plot(steps, weights[::4, m, d], marker, color=colour, ms=5, label=name)
    ax.set(xlabel="step", title=fruit)
axes[0].set_ylabel("weight (t/ha for each\nstandard deviation of the input)")
axes[1].legend(loc="center right", bbox_to_anchor=(1.0, 0.37))
fig.suptitle("Lines: plain tensors. Markers: your model.")
fig.tight_layout()
show("Six weights against the step, three for each yield: markers of your model on lines of plain tensors.")
print(f"largest difference of a weight: {(weights - reference_weights).abs().max():.1e}")

# %% [markdown]
# With right code, all markers lie on their lines. The weights of rainfall grow most, those of humidity grow and
# then fall a little, and those of temperature become negative.
#
# ## 4. The gradients by hand
#
# Now leave autograd out. You derived both gradients of the summed squared error in assignment 3. Can you still?
#
# **Predict.** A model has two inputs and three outputs. Which names has the dict of its gradients, and which shapes have
# the two tensors?
#
# <details>
# <summary>Compare</summary>
#
# `linear.weight` has the shape (3, 2), and `linear.bias` the shape (3,): the names and the shapes of the parameters.
#
# </details>
#
# **One number.** A model with two inputs and one output, and three rows:
#
# - `weight = [[2, -1]]`, `bias = [3]`
# - `X = [[1, 4], [5, 2], [2, 2]]`
# - `Y = [[-1], [12], [2]]`
#
# What is the gradient for the second weight, the one that is -1?

# %%
check_step("manual_gradients", 1, ...)

# %% [markdown]
# Now all three targets grow by 1. What is the gradient for the bias then?

# %%
check_step("manual_gradients", 2, ...)

# %% [markdown]
# **The formula with gaps.** Write down both gradients by index, without looking back:
#
# $$\frac{\partial L}{\partial w_{md}} = \sum_{\square} \square\;\square\;\square
# \qquad
# \frac{\partial L}{\partial b_m} = \sum_{\square} \square\;\square$$
#
# <details>
# <summary>Compare</summary>
#
# Both sums run over $n$. The first holds $2$, $r_{nm}$ and $x_{nd}$, the second $2$ and $r_{nm}$, where $r_{nm}$ is
# prediction minus target.
#
# </details>
#
# `manual_gradients` returns them in a dict with the names of `named_parameters()`. It reads the model and leaves no
# trace in it: no parameter moves, and nothing is written to `.grad`. Tensors know the operations of NumPy arrays (`@`,
# `.T`, `.sum(dim=0)`). Use the values of the predictions without their graph: what is computed under `torch.no_grad()`,
# or taken with `.detach()`, has none.

# %% task="manual_gradients"
check("manual_gradients")

# %% [markdown] derivation="manual_gradients"
# With $R = \hat Y - Y$ the two gradients of the summed squared error are those of assignment 3:
#
# $$\frac{\partial L}{\partial w_{md}} = \sum_n 2\,r_{nm}\,x_{nd}
# \qquad
# \frac{\partial L}{\partial b_m} = \sum_n 2\,r_{nm}$$
#
# The first sum is a matrix product with $n$ inside, the second adds the rows up. The order (outputs, inputs) is that of
# PyTorch's `weight`.

# %% [markdown]
# The referee of assignment 2 works with NumPy arrays and asks for a loss, whoever computes it. It uses your own
# `gradient_check.py` where it finds a good one, here or in `../a2_gradient_check`.


# %%
def loss_at(weight, bias):
    """The summed squared error of a linear model with these parameters, which are NumPy arrays."""
    return float(((Z @ torch.tensor(weight).T + torch.tensor(bias) - Y) ** 2).sum())


model = new_model(Z)
by_hand = {name: gradient.numpy() for name, gradient in mr.manual_gradients(model, Z, Y).items()}
weight0, bias0 = (parameter.detach().numpy() for parameter in model.parameters())
judge(lambda weight: loss_at(weight, bias0), weight0, by_hand["linear.weight"], "linear.weight")
judge(lambda bias: loss_at(weight0, bias), bias0, by_hand["linear.bias"], "linear.bias")

# %% [markdown]
# Step by step: before each step your formulas, after it what `backward()` left in `.grad`. (If `.grad` is empty here,
# then your `train_step` clears the gradients at its end. The place to do it is the beginning.)


# %%
def compare(inputs, targets, lr, steps):
    """For each step: your gradients, and those that autograd left in `.grad`."""
    model, rows = new_model(inputs), []
    for _ in range(steps):
        by_hand = mr.manual_gradients(model, inputs, targets)
        mr.fit(model, inputs, targets, lr, 1)
        rows.append((by_hand, {name: parameter.grad.clone() for name, parameter in model.named_parameters()}))
    return rows


rows = compare(Z, Y, LR, 30)
print("step   dL/dW[0, 0] by hand      by autograd      dL/db[0] by hand      by autograd")
for step, (by_hand, by_autograd) in enumerate(rows[:6]):
    dW, dW_auto = by_hand["linear.weight"][0, 0], by_autograd["linear.weight"][0, 0]
    db, db_auto = by_hand["linear.bias"][0], by_autograd["linear.bias"][0]
    print(f"{step:4d} {dW:21.8f} {dW_auto:16.8f} {db:21.8f} {db_auto:16.8f}")

# %% [markdown]
# Equal to the last digit shown. How equal is that?
#
# **Predict, then run.** Float64 has 16 digits, and a central difference keeps about ten of them at best. Where will each
# of three candidates lie on a scale from 1 down to 1e-17? The next plot shows, for each step, the largest difference from
# autograd's gradient, relative to its largest entry, of three candidates: your formulas, the central differences of
# assignment 2, and your formulas with the 2 of the square forgotten.


# %%
def central_difference(model, inputs, targets, h=1e-3):
    """The gradients by moving one entry after the other by +h and -h."""
    gradients = {}
    for name, parameter in model.named_parameters():
        values, slope = parameter.data.view(-1), torch.zeros(parameter.numel(), dtype=parameter.dtype)
        for i in range(len(values)):
            here, sides = values[i].item(), []
            for moved in (here + h, here - h):
                values[i] = moved
                sides.append(((model(inputs) - targets) ** 2).sum().item())
            values[i] = here
            slope[i] = (sides[0] - sides[1]) / (2 * h)
        gradients[name] = slope.view(parameter.shape)
    return gradients


model = new_model(Z)
by_differences = []
for _ in rows:
    by_differences.append(central_difference(model, Z, Y))
    mr.fit(model, Z, Y, LR, 1)


def distance(gradients, by_autograd):
    """The largest relative difference between two dicts of gradients."""
    return max(((gradients[n] - g).abs().max() / g.abs().max()).item() for n, g in by_autograd.items())


candidates = [
    ("the 2 forgotten", ORANGE, "s", [{n: g / 2 for n, g in by_hand.items()} for by_hand, _ in rows]),
    ("central differences", GREEN, "^", by_differences),
    ("your formulas", BLUE, "o", [by_hand for by_hand, _ in rows]),
]
floor = 1e-17  # a log scale has no zero

# %% folded=true
fig, ax = plt.subplots()
for label, colour, marker, gradients in candidates:
    off = [max(distance(g, by_autograd), floor) for g, (_, by_autograd) in zip(gradients, rows)]
    ax.plot(off, marker, color=colour, ms=5, label=label)
ax.axhline(torch.finfo(Z.dtype).eps, color=GREY, lw=1, ls="--", label="rounding of one float64 operation")
ax.set(yscale="log", ylim=(3e-18, 30), xlabel="step", ylabel="largest relative difference\nfrom autograd's gradient")
ax.set_title("Three gradients, compared with autograd at every step")
ax.legend(loc="center right", bbox_to_anchor=(1.0, 0.72), fontsize="small")
show("Difference from autograd's gradient against the step: formulas at rounding, differences above, a wrong gradient at one half.")

# %% [markdown]
# Your formulas sit at rounding, or below it where both came out equal to the last bit (a difference of exactly zero is
# drawn at 1e-17). Central differences are right as well, as far as differences of large numbers can be: the loss is
# thousands of times larger than its change. A wrong gradient does not hide among them. It stands far above, at 0.5, at
# every step.
#
# ## 5. The finished model on the crops
#
# The original notebook trained on the raw inputs at a learning rate of 1e-5. Your class does that too. The cell trains
# it in portions, so that there is a progress bar; after it, a second model is trained on the standardised inputs. The
# optimum comes from a least-squares solver.

# %%
A = torch.column_stack([X, torch.ones(len(X), dtype=X.dtype)])
best = torch.linalg.lstsq(A, Y).solution
loss_best = ((A @ best - Y) ** 2).sum().item()

RAW_LR, RAW_EPOCHS, PORTION = 1e-5, 10_000, 100
raw, raw_losses = new_model(X), []
for _ in tqdm(range(RAW_EPOCHS // PORTION), desc="raw inputs", unit=f" x {PORTION} epochs", ascii=" ="):
    raw_losses += mr.fit(raw, X, Y, RAW_LR, PORTION)

standardised = new_model(Z)
standardised_losses = mr.fit(standardised, Z, Y, 0.05, 60)

print(f"loss at the optimum:                           {loss_best:9.4f}")
print(f"raw inputs, lr {RAW_LR:g}, before epoch {RAW_EPOCHS:,}:     {raw_losses[-1]:9.4f}")
print(f"standardised inputs, lr 0.05, before epoch 60: {standardised_losses[-1]:9.4f}")

# %% folded=true
fig, ax = plt.subplots()
ax.plot(np.arange(1, RAW_EPOCHS + 1), np.array(raw_losses) - loss_best, color=BLUE, lw=2, label="raw inputs, lr = 1e-5")
ax.plot(
    np.arange(1, 61),
    np.array(standardised_losses) - loss_best,
    color=ORANGE,
    lw=2,
    ls="--",
    label="standardised inputs, lr = 0.05",
)
ax.set(xscale="log", yscale="log", xlabel="epoch (counted from 1)", ylabel="loss above the optimum, (t/ha)²")
ax.set_title("The same class, the same data, other units")
ax.legend(loc="upper right")
show("Loss above the optimum against the epoch: with raw inputs it is level, with standardised inputs it falls.")

# %% [markdown]
# The loss of the raw inputs stands still from about epoch 500 on. The loss of the standardised inputs falls to the end.
# `nn.Module` and autograd are no remedy for badly scaled inputs: they are the same descent, with the same limits. What
# helped in assignment 4 helps here.

# %%
at_raw, at_standardised = raw(X).detach(), standardised(Z).detach()
print("            apples                            oranges")
print("  target       raw  standardised    target       raw  standardised")
for y, a, b in zip(Y, at_raw, at_standardised):
    print(f"{y[0]:8.0f}{a[0]:10.2f}{b[0]:14.2f}  {y[1]:8.0f}{a[1]:10.2f}{b[1]:14.2f}")

# %% [markdown]
# One thing more that the old notebook could not do: its bias had a row for each of the five regions, so it had nothing
# to say about a sixth. Your model is a function of its inputs.

# %%
sixth = torch.tensor([[80.0, 90.0, 55.0]], dtype=X.dtype)
apples, oranges = standardised((sixth - mean) / std)[0].tolist()
print(f"a region with 80 °F, 90 mm and 55 %: {apples:.1f} t/ha of apples, {oranges:.1f} t/ha of oranges")

# %% [markdown]
# ## Find the bug
#
# A classmate trains without a module and without an optimizer, and takes the rows in batches. A miss of $r$ costs
# $\sqrt{1 + r^2} - 1$. The function stands in `suspect.py`, beside this notebook. Open that file and read it. The
# training looks fine:

# %% folded=true
import suspect

fig, ax = plt.subplots()
ax.plot(suspect.training(), color=BLUE, lw=2)
ax.set(xlabel="step", ylabel="loss", title="A classmate's training")
show("The loss of the classmate's training against the step: a single line that falls and then levels off.")

# %% [markdown]
# The loss falls from step to step and then levels off. Even so, the function has a mistake. It is one of these:

# %%
for mistake_id, what in suspect.CANDIDATES.items():
    print(f"{mistake_id}\n    {what}")

# %% [markdown]
# The classmate tried it with all rows in one batch, where nobody can see it.
#
# Write `find_bug`. It returns the id of the mistake, and an example on which the mistake shows: arguments on which the
# right numbers differ from the suspect's by one per cent or more. The check below compares the suspect with steps
# against slopes that come from the loss alone. It says whether the mistake shows. Whether you named the right mistake,
# you hear from the grader. An id counts only beside an example that shows the mistake, so a guess earns little.

# %% task="find_bug"
check("find_bug")

# %% [markdown]
# ## A question

# %% [markdown] question="text"
# <!-- question -->

# %% [markdown] question="answer"
# Your answer here.

# %% [markdown]
# ## What you learned, and what comes next
#
# - A module finds the parameters that are assigned to it as parameters or as layers, and nothing else. Their names are
#   paths, and a `state_dict` is those names with their values.
# - `backward()` adds to `.grad`. Clear first; and test two steps, since one step cannot show it.
# - `mse_loss` averages unless told to sum. The learning rate that fits depends on it.
# - Autograd computes the gradients that you derived, to the last bits. Now you can check either with the other.
#
# Next, in assignment 6, a second layer. The gradient has to pass through one layer to reach the one before, and the
# chain rule gets its first real work.
