# %% [markdown]
# # Two layers by hand
#
# A linear model draws straight lines. One hidden layer of tanh units lets it bend, and the price is one more link in
# the chain rule. You write the tanh and its slope, the forward pass, the backward pass through both layers and the
# training loop yourself, in `two_layers.py`. Then your network learns a curve that was measured at a semiconductor,
# and you look into it while it does: what the units do, when they stop learning, and why they must not start alike.
#
# Your code goes into `two_layers.py`; save that file before you run a check cell.
# <!-- tasks -->

# %%
# %load_ext autoreload
# %autoreload 2
import matplotlib.pyplot as plt
import numpy as np
import two_layers as net
from gradcheck import check
from pictures import show
from referee import judge
from tqdm.auto import tqdm

BLUE, ORANGE, GREEN, PURPLE, GREY = "#0072B2", "#B34E00", "#007A58", "#AA4499", "#666666"
plt.rcParams.update({"figure.figsize": (7, 4), "axes.grid": True, "grid.alpha": 0.3, "axes.axisbelow": True})
np.set_printoptions(precision=4, suppress=True)

# %% [markdown]
# ## The data
#
# In the 1970s R. Thurber measured, at what is now the American institute of standards (NIST), how easily electrons
# move through a semiconductor. One row is one measurement: the natural logarithm of the density, and the mobility.
# NIST gives no units, so the axes below have none. The 37 rows became a test for programs that fit curves.

# %% folded=true
x_raw, y_raw = np.loadtxt("electron_mobility.csv", delimiter=",", skiprows=1, unpack=True)
slope, offset = np.polyfit(x_raw, y_raw, 1)
grid_raw = np.linspace(x_raw.min(), x_raw.max(), 200)

fig, ax = plt.subplots()
ax.scatter(x_raw, y_raw, s=28, color="black", zorder=3, label="measured")
ax.plot(grid_raw, slope * grid_raw + offset, color=GREY, lw=1.5, label="the best straight line")
ax.set(xlabel="log of the density", ylabel="electron mobility", title="37 measurements and a straight line")
ax.legend()
show("37 measurements that rise in an S, and a straight line that misses them at both ends and in the middle.")
print(f"root mean square error of the line: {np.sqrt(np.mean((slope * x_raw + offset - y_raw) ** 2)):.1f}")

# %% [markdown]
# The line is off by 156 (root mean square), and not by chance: it is too high at both ends and too low in between. No
# other line helps. What is missing is a bend.
#
# As in assignment 3 both columns are standardised, so that no direction is much steeper than another.

# %%
X = ((x_raw - x_raw.mean()) / x_raw.std())[:, None]
Y = ((y_raw - y_raw.mean()) / y_raw.std())[:, None]
print("X", X.shape, " Y", Y.shape)

# %% [markdown]
# ## The network
#
# $$\underbrace{Z_1}_{(N,H)} = X W_1^\top + b_1, \qquad A_1 = \tanh(Z_1), \qquad
# \underbrace{\hat Y}_{(N,M)} = A_1 W_2^\top + b_2$$
#
# | name | shape | meaning |
# |---|---|---|
# | $X$ | $(N, D)$ | inputs, one row for each sample |
# | $W_1$, $b_1$ | $(H, D)$, $(H,)$ | hidden layer: one row of weights and one bias for each of the $H$ hidden units |
# | $Z_1$, $A_1$ | $(N, H)$ | the sums, and what the tanh makes of them |
# | $W_2$, $b_2$ | $(M, H)$, $(M,)$ | output layer: it sees $A_1$ and nothing of $X$ |
# | $\hat Y$ | $(N, M)$ | predictions; there is no tanh at the output |
#
# The code keeps the four parameters in a dict, `params["W1"]` and so on. Without the tanh the two layers would be
# one: $(X W_1^\top) W_2^\top = X (W_2 W_1)^\top$ is a linear model again.
#
# ## 1. The tanh forwards
#
# $\tanh(z) = (e^{z} - e^{-z}) / (e^{z} + e^{-z})$ goes from $-1$ to $1$, through zero with slope 1, and is flat far
# out. The formula as it stands overflows for large $z$, where the answer is simply 1.

# %% task="tanh_forward"
check("tanh_forward")

# %% [markdown]
# ## 2. The tanh backwards
#
# A node of the graph gets from above how the loss depends on its output, $G = \partial L/\partial A$, and passes on
# how it depends on its input. The link between the two is the node's own slope:
#
# $$\frac{\partial L}{\partial Z} = \frac{\partial L}{\partial A} \cdot \frac{\partial A}{\partial Z}, \qquad
# \tanh'(z) = 1 - \tanh(z)^2 = 1 - a^2$$
#
# Both products are entry by entry: each entry of $A$ depends on its own entry of $Z$ only. And the slope needs the
# *output* $a$, which the forward pass has computed anyway. That is why `tanh_backward` takes `A` and not `Z`.
#
# Two mistakes are common. $1 - z^2$ is another function (it is even negative for $|z| > 1$). And a backward function
# that forgets $G$ is right whenever somebody tests it with $G = 1$.

# %% task="tanh_backward"
check("tanh_backward")

# %%
Z, G = np.random.default_rng(6).standard_normal((2, 5, 3))
by_slope = net.tanh_backward(G, net.tanh_forward(Z))
judge(lambda inputs: np.sum(G * net.tanh_forward(inputs)), Z, by_slope, "tanh_backward")

# %% [markdown]
# The referee of assignment 2 has judged your slope, on the loss $\sum g\,a$, which makes $G$ the upstream gradient.

# %% folded=true
z = np.linspace(-4, 4, 201)
a = net.tanh_forward(z)
fig, (left, right) = plt.subplots(1, 2, figsize=(9, 3.6))
left.plot(z, a, color=BLUE, lw=2)
left.set(xlabel="z", ylabel="a = tanh(z)", title="The activation")
right.plot(z, net.tanh_backward(np.ones_like(a), a), color=BLUE, lw=2, label="1 - a², the slope")
right.plot(z, 1 - z**2, color=ORANGE, lw=2, ls="--", label="1 - z², a mistake")
right.set(xlabel="z", ylabel="slope da/dz", title="Its slope", ylim=(-1.1, 1.7))
right.legend(loc="upper right")
fig.tight_layout()
show("Left: the tanh, an S between -1 and 1. Right: its slope, a bell, and a mistaken slope that falls below zero.")

# %% [markdown]
# Beyond $|z| = 3$ the slope is below 0.01. A unit whose sums are that large for every row is *saturated*: whatever
# comes from above is multiplied by nearly nothing, and the unit hardly learns any more. You will see this happen
# below.
#
# ## 3. Forward
#
# The three formulas of the network, in order. Return two things: the predictions, and a `cache`, a dict with what the
# backward pass will need: `X`, `A1`, `W1` and `W2`. Why these four and no more follows from the next section.

# %% task="mlp_forward"
check("mlp_forward")

# %% [markdown]
# ## 4. Backward
#
# Start with one linear layer, any one. It has an input $A$ (one row for each sample), weights $W$, a bias $b$ and an
# output $A W^\top + b$. Above it, somebody has found $G = \partial L / \partial(\text{output})$. The layer owes three
# answers.
#
# **Its weights.** $w_{mh}$ takes part in output $m$ of every row, times $a_{nh}$. The paths add up: $\partial
# L/\partial w_{mh} = \sum_n g_{nm}\, a_{nh}$. This is `grad_W` of assignment 3 with $G$ instead of $2R$. For the
# shapes: $(M, N)$ times $(N, H)$.
#
# **Its bias.** $b_m$ is added in every row: $\partial L/\partial b_m = \sum_n g_{nm}$.
#
# **Its input.** This one is new. $a_{nh}$ is used by *all* outputs of its row, by each with another weight:
#
# $$\frac{\partial L}{\partial a_{nh}} = \sum_m g_{nm}\, w_{mh}
# \qquad\text{shapes: } (N, H) = (N, M)\text{ times }(M, H)$$
#
# Forward, $W$ was transposed; on the way back it is not. The gradient for the input becomes the $G$ of whatever
# stands before the layer. That is all of backpropagation: each node answers for its own parameters and passes a
# gradient on.
#
# In your network, from the top down:
#
# 1. output layer, with input $A_1$: gradients of $W_2$ and $b_2$, and the gradient that goes on to $A_1$
# 2. tanh: from the gradient for $A_1$ to the one for $Z_1$, by `tanh_backward`
# 3. hidden layer, with input $X$: gradients of $W_1$ and $b_1$, and the one for $X$ itself
#
# Nobody trains $X$. Its gradient is asked for because it is what a further layer below would need, and because it
# tells how sensitive the prediction is to each input. `mlp_backward` knows nothing of the loss: it is in $G$. Look at
# the cache again: $A_1$ for points 1 and 2, $W_2$ for what goes on in point 1, $X$ and $W_1$ for point 3. The biases
# are not needed.

# %% task="mlp_backward"
check("mlp_backward")

# %% [markdown]
# ### One row, step by step
#
# A row of one input goes through two hidden units, with biases of zero, which the picture leaves out. Press *Step*. On
# the way back watch three places: the loss hands one share to each of the four parents of $\hat y$, each tanh multiplies
# by its own slope, and two shares meet at $x$. There they are added. Above the picture are the same gradients, by your
# `mlp_backward`.

# %% folded=true
from watch import Node, step_through

few = {"W1": np.array([[0.5], [-0.8]]), "b1": np.zeros(2), "W2": np.array([[1.5, -0.7]]), "b2": np.zeros(1)}
one_x, one_y = 0.9, 1.2
one_hat, kept = net.mlp_forward(np.array([[one_x]]), few)
(w1, w2), (v1, v2), (a1, a2), y_one = few["W1"][:, 0], few["W2"][0], kept["A1"][0], one_hat[0, 0]
slope1, slope2 = net.tanh_backward(np.ones((1, 2)), kept["A1"])[0]
miss = 2 * (y_one - one_y)
of_row = net.mlp_backward(np.array([[miss]]), kept)

print("W2:", of_row["W2"][0], "  W1:", of_row["W1"][:, 0], "  X:", of_row["X"][0])
step_through(
    [
        Node("w₁", w1),
        Node("x", one_x),
        Node("w₂", w2),
        Node("z₁", one_x * w1, "x·w₁", [("w₁", one_x), ("x", w1)]),
        Node("z₂", one_x * w2, "x·w₂", [("x", w2), ("w₂", one_x)]),
        Node("v₁", v1),
        Node("a₁", a1, "tanh z₁", [("z₁", slope1)]),
        Node("a₂", a2, "tanh z₂", [("z₂", slope2)]),
        Node("v₂", v2),
        Node("ŷ", y_one, "Σ vₕ·aₕ", [("v₁", a1), ("a₁", v1), ("a₂", v2), ("v₂", a2)]),
        Node("y", one_y),
        Node("L", (y_one - one_y) ** 2, "(ŷ − y)²", [("ŷ", miss), ("y", -miss)]),
    ],
    "Two hidden units: each link multiplies, and shares that meet are added",
)

# %% [markdown]
# In the picture, $v_1$ and $v_2$ are the two entries of $W_2$, and $w_1$ and $w_2$ those of $W_1$.
#
# ### Every parameter checked
#
# The referee of assignment 2 knows neither layers nor the chain rule. It moves the numbers of a parameter a little and
# sees how much the loss changes. It uses your own `gradient_check.py` where it finds a good one, here or in
# `../a2_gradient_check`. Each parameter is judged alone, so a mistake shows where it was made. (The gradient for $X$ is
# judged on every sixth row. Among all 37 there is a slope so near 0 that rounding is larger than a millionth of it.)


# %%
def start(H, seed, spread=1.0):
    """Random parameters for one input and one output."""
    rng = np.random.default_rng(seed)
    return {
        "W1": spread * rng.standard_normal((H, 1)),
        "b1": spread * rng.standard_normal(H),
        "W2": rng.standard_normal((1, H)) / np.sqrt(H),
        "b2": np.zeros(1),
    }


def loss(params):
    """The summed squared error."""
    Y_hat, _ = net.mlp_forward(X, params)
    return np.sum((Y_hat - Y) ** 2)


params = start(4, seed=0)
Y_hat, cache = net.mlp_forward(X, params)
grads = net.mlp_backward(2 * (Y_hat - Y), cache)
for name in ("W2", "b2", "W1", "b1"):
    judge(lambda value: loss(params | {name: value}), params[name], grads[name], name)
X_few, Y_few = X[::6], Y[::6]
Y_hat, cache = net.mlp_forward(X_few, params)
grad_X = net.mlp_backward(2 * (Y_hat - Y_few), cache)["X"]
judge(lambda inputs: np.sum((net.mlp_forward(inputs, params)[0] - Y_few) ** 2), X_few, grad_X, "X ")

# %% [markdown]
# ## 5. Train
#
# The loop of assignment 3: forward, note the loss, backward, update. The loss is the summed squared error again, so
# the first gradient of each backward pass is $G = \partial L/\partial\hat Y = 2(\hat Y - Y)$.
#
# Update into a *new* dict. If `params["W1"]` itself is changed, the caller's start is gone. And take all gradients
# before the first update: the gradient on its way to the hidden layer passes through $W_2$, and it must be the $W_2$
# of the forward pass.

# %% task="train"
check("train")

# %% [markdown]
# ## Training on the measurements
#
# Four hidden units: 13 parameters for 37 rows. The cell calls your `train` in portions and keeps a picture of the
# curve at some of them.

# %%
LR, STEPS, PORTION = 0.003, 8_000, 100
H = 4
grid = ((grid_raw - x_raw.mean()) / x_raw.std())[:, None]


def learn(params, steps=STEPS, lr=LR, label="training"):
    """Call train in portions. Returns the parameters after each portion, and all losses."""
    path, losses = [params], []
    for _ in tqdm(range(steps // PORTION), desc=label, unit=f" x {PORTION} steps", ascii=" ="):
        params, portion = net.train(X, Y, params, lr, PORTION)
        path.append(params)
        losses.extend(portion)
    return path, np.array(losses)


def curve(params):
    """The prediction on the grid, in the units of the measurements."""
    return net.mlp_forward(grid, params)[0][:, 0] * y_raw.std() + y_raw.mean()


path, losses = learn(start(H, seed=3))
print(f"loss before step 0: {losses[0]:.2f}   before step {STEPS - 1}: {losses[-1]:.4f}")
error = net.mlp_forward(X, path[-1])[0] - Y
print(f"root mean square error: {np.sqrt(np.mean(error**2)) * y_raw.std():.1f}")

# %% folded=true
shown = [0, 3, 6, 20, 500, STEPS]
fig, axes = plt.subplots(2, 3, figsize=(9.8, 5.6), sharex=True, sharey=True)
for ax, step in zip(axes.flat, shown):
    ax.scatter(x_raw, y_raw, s=12, color="black", zorder=3)
    now, _ = net.train(X, Y, path[step // PORTION], LR, step % PORTION)
    ax.plot(grid_raw, curve(now), color=BLUE, lw=2)
    ax.set_title("start" if step == 0 else f"after {step:,} steps")
for ax in axes[1]:
    ax.set_xlabel("log of the density")
for ax in axes[:, 0]:
    ax.set_ylabel("electron mobility")
axes[0, 0].set_ylim(-300, 1900)
fig.suptitle("The curve while it is learned")
fig.tight_layout()
show("Six small plots of the measurements and the learned curve, from the start to the last step.")

# %% folded=true
fig, ax = plt.subplots()
ax.plot(np.arange(1, STEPS + 1), losses, color=BLUE, lw=2)
ax.set(xscale="log", yscale="log", xlabel="step (counted from 1)", ylabel="summed squared error (standardised)")
ax.set_title("Training loss, both axes logarithmic")
show("Training loss against the step, both logarithmic: it falls fast at first, then slowly.")

# %% [markdown]
# After six steps the shape is there, after some hundreds the bends are in their places, and then it goes on slowly.
# NIST's own formula for these data, a quotient of two cubics with seven numbers fitted, leaves a root mean square
# error of 12.3; compare it with yours above.
#
# Yours is a little smaller. Is the network the better formula? It has 13 numbers to fit where NIST has seven, and more
# numbers follow the same rows more closely. The fair question is about rows that neither has seen. The cell leaves out
# every fourth row, fits both formulas to the others, measures the error on the rows left out, and does so four times.
#
# **Predict, then run.** Which of the two is better on new rows, and by how much?


# %%
def quotient(c, x):
    """NIST's formula: a cubic over a cubic, with seven numbers. Returns its values and its denominator."""
    under = 1 + c[4] * x + c[5] * x**2 + c[6] * x**3
    return (c[0] + c[1] * x + c[2] * x**2 + c[3] * x**3) / under, under


def fit_quotient(x, y, c, rounds=20):
    """Least squares for NIST's formula by Gauss and Newton: straighten it out at c, solve, repeat."""
    for _ in range(rounds):
        value, under = quotient(c, x)
        slopes = [x**k / under for k in range(4)] + [-value * x**k / under for k in (1, 2, 3)]
        c = c + np.linalg.lstsq(np.column_stack(slopes), y - value, rcond=None)[0]
    return c


def root_mean_square(errors):
    return float(np.sqrt(np.mean(np.square(errors))))


nist = np.array([1288.13968, 1491.07925, 583.238369, 75.4166443, 0.966295029, 0.397972858, 0.0497272973])
print(f"all 37 rows fitted:    NIST's formula {root_mean_square(quotient(nist, x_raw)[0] - y_raw):.1f}", end="   ")
print(f"network {root_mean_square(error) * y_raw.std():.1f}")
left_out = {"NIST": [], "network": []}
for first in range(4):
    out = np.arange(len(X)) % 4 == first
    own = fit_quotient(x_raw[~out], y_raw[~out], nist)
    left_out["NIST"].extend(quotient(own, x_raw[out])[0] - y_raw[out])
    trained, _ = net.train(X[~out], Y[~out], start(H, seed=3), LR, STEPS)
    left_out["network"].extend((net.mlp_forward(X[out], trained)[0] - Y[out])[:, 0] * y_raw.std())
print(f"on rows left out:      NIST's formula {root_mean_square(left_out['NIST']):.1f}", end="   ")
print(f"network {root_mean_square(left_out['network']):.1f}")

# %% [markdown]
# With all rows the network is ahead by half a unit, 11.8 against 12.3. On rows that it has not seen it is ahead by 0.2,
# 14.9 against 15.1, and with 37 rows such a difference means nothing. The six extra numbers bought a closer fit to these
# rows, and no better knowledge of the curve.
#
# **Predict, then run.** The network has four hidden units. How many of them does this curve need? What each unit does
# in the end can be drawn: the curve is the sum of four tanh curves, each stretched by its weight
# in $W_2$, and a constant.

# %% folded=true
Y_hat, last = net.mlp_forward(grid, path[-1])
fig, ax = plt.subplots()
for h, colour in enumerate((ORANGE, GREEN, PURPLE, GREY)):
    share = last["A1"][:, h] * last["W2"][0, h]
    ax.plot(grid_raw, share, color=colour, lw=1.5, ls=("--", "-.", ":", (0, (5, 1)))[h], label=f"hidden unit {h + 1}")
ax.plot(grid_raw, Y_hat[:, 0], color=BLUE, lw=2.5, label="their sum and b2")
ax.scatter(x_raw, Y[:, 0], s=12, color="black", zorder=3)
ax.set(xlabel="log of the density", ylabel="electron mobility (standardised)", title="What each hidden unit adds")
ax.legend()
show("Four curves of the hidden units and their sum, which follows the measurements.")

# %% [markdown]
# Not every unit has found work. A unit whose share is nearly flat could be taken away; with another random start
# another one would be idle.
#
# ## Experiment 1: why units must not start alike
#
# Suppose all hidden units start with the same weights. Then they give the same output, get the same gradient and take
# the same step, and are the same for ever: four units that do the work of one.
#
# The mobility would hardly show it. Its curve climbs from low to high, and a single tanh climbs, too. So this experiment
# has another target at the same densities: a hill, which goes up and comes down again. One tanh can only rise or only
# fall.
#
# **Predict, then run.** The cell starts one network with four equal units, one with all zeros, and one at random. Which
# of the three will draw the hill? Which parameters of the other two will have moved at all?

# %%
H = 4
alike = {"W1": np.full((H, 1), 0.5), "b1": np.zeros(H), "W2": np.full((1, H), 0.5), "b2": np.zeros(1)}
zeros = {name: np.zeros_like(value) for name, value in alike.items()}
hill = np.exp(-2 * X**2)
runs = {
    label: net.train(X, hill, begin, LR, STEPS)
    for label, begin in (("random", start(H, seed=3)), ("alike", alike), ("zeros", zeros))
}
for label, (end, run) in runs.items():
    print(f"{label:6s}  loss {run[-1]:.3f}   W1 {end['W1'][:, 0]}   b1 {end['b1']}")
    print(f"{'':20}  W2 {end['W2'][0]}   b2 {end['b2']}")

# %% folded=true
fig, (left, right) = plt.subplots(1, 2, figsize=(9.8, 4))
for (label, (end, run)), colour, style in zip(runs.items(), (BLUE, ORANGE, GREY), ("-", "--", ":")):
    left.plot(np.arange(1, STEPS + 1), run, color=colour, ls=style, lw=2, label=label)
    right.plot(grid_raw, net.mlp_forward(grid, end)[0][:, 0], color=colour, ls=style, lw=2, label=label)
left.set(xscale="log", yscale="log", xlabel="step (counted from 1)", ylabel="summed squared error")
left.legend(title="start")
right.scatter(x_raw, hill, s=12, color="black", zorder=3)
right.set(xlabel="log of the density", ylabel="the hill")
fig.suptitle("Three starts")
fig.tight_layout()
show("Left: three losses against the step. Right: only the random start draws the hill; equal units draw one side of it.")

# %% [markdown]
# The random start draws the hill: its loss ends at 0.001. From zeros only $b_2$ moves. Its loss ends at 5.443, which is
# what the best constant leaves. Equal units do learn, all in step, and end as one tanh: look at the printed $W_1$ and
# $b_1$. One tanh takes one side of the hill and gives up the other, and after 8,000 steps the loss is still 3.833.
# Random numbers are not there to be lucky; they are there to be *different*.
#
# ## ★ Experiment 2: saturation
#
# Start with hidden weights and biases ten times as large. Most sums are then beyond 3, where the slope is next to
# nothing.
#
# **Predict, then run.** Will the loss still fall? Will the large hidden weights move further than the small ones, or
# less far?
#
# The upper pictures show the slope $1 - a^2$ of every hidden unit (columns) for every row of the data, the
# lower ones the loss, and how far the weights of the hidden layer have moved from their start.

# %% folded=true
fig, axes = plt.subplots(2, 2, figsize=(9, 7), height_ratios=(1.3, 1), layout="constrained")
for column, (spread, colour) in enumerate(((1.0, BLUE), (10.0, ORANGE))):
    begin = start(12, seed=5, spread=spread)
    A1 = net.mlp_forward(X, begin)[1]["A1"]
    slopes = net.tanh_backward(np.ones_like(A1), A1)
    picture = axes[0, column].imshow(slopes, aspect="auto", vmin=0, vmax=1, cmap="cividis")
    axes[0, column].set(title=f"spread {spread:g}: mean slope {slopes.mean():.2f}", xlabel="hidden unit")
    axes[0, column].set_xticks(range(0, 12, 2), range(1, 13, 2))
    axes[0, column].grid(visible=False)
    style = ("-", "--")[column]
    way, run = learn(begin, 4000, lr=0.001, label=f"spread {spread:g}")
    moved = [np.mean(np.abs(now["W1"] - begin["W1"])) for now in way]
    axes[1, 0].plot(np.arange(1, len(run) + 1), run, color=colour, ls=style, lw=2, label=f"spread {spread:g}")
    axes[1, 1].plot(np.arange(len(way)) * PORTION, moved, color=colour, ls=style, lw=2, label=f"spread {spread:g}")
axes[0, 0].set_ylabel("row (by density)")
fig.colorbar(picture, ax=axes[0, :], label="slope of the tanh")
axes[1, 0].set(xscale="log", yscale="log", xlabel="step (counted from 1)", ylabel="summed squared error")
axes[1, 1].set(xlabel="steps", ylabel="mean distance of W1 from its start")
axes[1, 0].legend()
axes[1, 1].legend()
show("Above: the slope of each unit for each row as shades, nearly dark at spread 10. Below: two losses that fall.")

# %% [markdown]
# At spread 10 the picture is nearly dark: gradients that reach these units are multiplied by numbers near zero, and
# the weights, though ten times as large, move less than at spread 1. The loss falls all the same, because the output
# layer learns from what the hidden units happen to give. A falling loss does not prove that all layers learn.
#
# ## Find the bug
#
# A classmate trains a single unit that bends its sum $z$ in another way than the tanh: it gives $z / (1 + |z|)$. The
# function stands in `suspect.py`, beside this notebook. Open that file and read it. The training looks fine:

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
# The classmate tried it with weights near 0, where nobody can see it.
#
# Write `find_bug`. It returns the id of the mistake, and an example on which the mistake shows: arguments on which the
# right numbers differ from the suspect's by one per cent or more. The check below compares the suspect with the slopes
# of the classmate's loss, which it works out from losses close by. It says whether the mistake shows. Whether you named
# the right mistake, you hear from the grader. An id counts only beside an example that shows the mistake, so a guess
# earns little.

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
# - A layer answers for its own parameters and passes a gradient on to its input; $W$ is transposed forward and not
#   backward.
# - The slope of a tanh comes from its output. Where the output is near 1 or -1, next to nothing passes.
# - A cache holds what the way back needs, and no more.
# - Equal units stay equal: they must start different.
#
# Next, in assignment 7, the target is no number but one of three kinds of iris, and the output becomes a probability.
