# %% [markdown]
# # More data
#
# In assignment 3 a learning rate of 1e-5 trained the crop model on five rows. Here the same five rows come three times,
# which adds no information at all, and two things go wrong: three identical rows get three different predictions, and
# the old learning rate blows up. You find out why, in `more_data.py`: losses that sum or average, their gradients, the
# limit of the learning rate, gradients from batches, and inputs that make training short.
#
# Your code goes into `more_data.py`; save that file before you run a check cell.
# <!-- tasks -->

# %%
# %load_ext autoreload
# %autoreload 2
import matplotlib.pyplot as plt
import more_data as md
import numpy as np
from gradcheck import check
from ladder import check_step
from pictures import show
from referee import judge
from tqdm.auto import tqdm

BLUE, ORANGE, GREEN, PURPLE, GREY = "#0072B2", "#B34E00", "#007A58", "#AA4499", "#666666"
plt.rcParams.update({"figure.figsize": (7, 4), "axes.grid": True, "grid.alpha": 0.3, "axes.axisbelow": True})
np.set_printoptions(precision=4, suppress=True)

# %% [markdown]
# ## The data, three times
#
# Temperature (°F), rainfall (mm) and humidity (%) of five regions; yields of apples and oranges (tons per hectare).
# `X15` and `Y15` hold the five rows three times: row 0, row 5 and row 10 are the same region.

# %%
table = np.loadtxt("crop_yields.csv", delimiter=",", skiprows=1)
X5, Y5 = table[:, :3], table[:, 3:]
X15, Y15 = np.tile(X5, (3, 1)), np.tile(Y5, (3, 1))
D, M = X5.shape[1], Y5.shape[1]
print("X5 ", X5.shape, "  Y5 ", Y5.shape)
print("X15", X15.shape, " Y15", Y15.shape)
print("rows 0, 5 and 10 of X15:", X15[[0, 5, 10]].tolist())

# %% [markdown]
# ## 1. One question, three answers
#
# The notebook that this course grew out of trained on these 15 rows, 10,000 steps at a learning rate of 1e-6. For the
# apples of the first region it printed **57.39**, **56.76** and **57.36**: three answers to one question. A model is a
# function of its inputs. A function cannot do that, whatever its weights are, so this is a fault that can be found
# without knowing the right weights. Write the test that finds it.

# %% task="predictions_agree"
check("predictions_agree")

# %%
printed = np.array([[57.39], [56.76], [57.36]])
print("do the printed predictions agree?", md.predictions_agree(X15[[0, 5, 10]], printed))
print("and within one ton?              ", md.predictions_agree(X15[[0, 5, 10]], printed, tol=1.0))

# %% [markdown]
# What went wrong there has to wait until you have gradients. First the loss.
#
# ## 2. Sum or mean
#
# Three losses are in use. They differ by a constant factor $c$:
#
# $$L = c \sum_{n=1}^{N}\sum_{m=1}^{M} r_{nm}^2, \qquad r_{nm} = \hat y_{nm} - y_{nm}$$
#
# | `reduction` | $c$ | who uses it |
# |---|---|---|
# | `"sum"` | $1$ | the notebook, and assignment 3 |
# | `"mean"` | $\dfrac{1}{NM}$ | the mean over all elements: PyTorch's `mse_loss` |
# | `"row_mean"` | $\dfrac{1}{N}$ | the mean over the rows: most textbooks |
#
# All three have the same minimum. They do not have the same gradients, and that is what this assignment is about.
#
# One more thing. NumPy subtracts a (5,) array from a (5, 5) array without a word, by broadcasting, and the result is a
# number that means nothing. So `squared_error` must refuse arrays of unequal shapes with a `ValueError`, and likewise a
# word that it does not know.

# %% task="squared_error"
check("squared_error")

# %%
rng = np.random.default_rng(3)
W0, b0 = rng.random((M, D)), rng.random(M)
Y5_hat, Y15_hat = X5 @ W0.T + b0, X15 @ W0.T + b0
print("reduction      5 rows     15 rows")
for reduction in ("sum", "mean", "row_mean"):
    five, fifteen = md.squared_error(Y5_hat, Y5, reduction), md.squared_error(Y15_hat, Y15, reduction)
    print(f"{reduction:9s} {five:11.2f} {fifteen:11.2f}")

# %% [markdown]
# Three copies of the data triple the sum. The two means do not notice.
#
# ## 3. The gradients
#
# The chain is that of assignment 3: the weight $w_{md}$ reaches the loss through $\hat y_{nm}$ of every row, and so does
# $b_m$. New is the factor $c$.
#
# **Predict.** Two people have the same five rows with two outputs, the same $W$ and the same $b$. Ada uses `"sum"`, Ben
# `"mean"`. By which factor is Ada's gradient larger? And what happens to the gradient of each of them when the rows come
# three times?
#
# <details>
# <summary>Compare</summary>
#
# Ada's is ten times as large: $c$ does not depend on $W$ or $b$, so it stays a factor of the gradient, and Ben's $c$ is
# $1/10$. With three copies Ada's gradient is three times as large. Ben's sum is, too, but he divides it by three times
# as many elements, so his gradient stays.
#
# </details>
#
# **One number.** Three rows, two inputs, two outputs:
#
# - `X = [[5, 2], [2, 3], [4, 6]]`
# - `W = [[1, 0], [0, 1]]`, `b = [0, 0]`
# - `Y = [[2, -2], [3, 1], [1, 9]]`
#
# With this $W$ and $b$ the predictions are the inputs themselves. Take the loss `"mean"`. What is the gradient for
# $w_{12}$, the weight of output 1 for input 2, counted from 1?

# %%
check_step("gradients", 1, ...)

# %% [markdown]
# Now the loss `"row_mean"`, and the gradient for $b_2$, the bias of output 2.

# %%
check_step("gradients", 2, ...)

# %% [markdown]
# **The formula with gaps.** Put something in the place of each $\square$:
#
# $$\frac{\partial L}{\partial w_{md}} = \square\sum_{\square} \square\;\square\;\square,
# \qquad
# \frac{\partial L}{\partial b_m} = \square\sum_{\square} \square\;\square$$
#
# You need some of these: $c$, $\tfrac1N$, $2$, $-1$, $\hat y_{nm}$, $y_{nm}$, $r_{nm}$, $w_{md}$, $x_{nd}$, and one of
# the letters $n$, $m$, $d$ below the sum.
#
# <details>
# <summary>Compare</summary>
#
# In front of both sums stands $c$. Both sums run over $n$. The first holds $2$, $r_{nm}$ and $x_{nd}$, the second $2$ and
# $r_{nm}$.
#
# </details>
#
# Two habits keep the factor right. Write $c$ once, in one place, and use it for both gradients. And count: `"mean"`
# divides by $NM$, the number of *elements*, not by the number of rows. With two outputs that is a factor of 2 that no
# shape reveals. As long as the step stays below the stability limit, training would still end at the right place, only
# at another speed. (Section 5 is about that limit.)

# %% task="gradients"
check("gradients")

# %% [markdown] derivation="gradients"
# The factor $c$ does not depend on $W$ or $b$, so it stays in front of the sums of assignment 3:
#
# $$\frac{\partial L}{\partial w_{md}} = c\sum_n 2\,r_{nm}\,x_{nd},
# \qquad
# \frac{\partial L}{\partial b_m} = c\sum_n 2\,r_{nm}$$
#
# The shared index $n$ is the inner one of a matrix product for $W$, and an axis that is summed for $b$:
#
# $$\frac{\partial L}{\partial W} = 2c\,R^\top X$$

# %% [markdown]
# The referee of assignment 2 gets its gradients from the loss alone. It uses your own `gradient_check.py` where it finds
# a good one, here or in `../a2_gradient_check`. Its word on all three losses:

# %%
for reduction in ("sum", "mean", "row_mean"):
    dW, db = md.gradients(X5, Y5, W0, b0, reduction)
    judge(lambda W: md.squared_error(X5 @ W.T + b0, Y5, reduction), W0, dW, f"dL/dW, {reduction}")
    judge(lambda b: md.squared_error(X5 @ W0.T + b, Y5, reduction), b0, db, f"dL/db, {reduction}")

# %% [markdown]
# ## 4. Why the copies disagree
#
# Now to the three answers. In the old notebook the bias had **one row for each sample**, `b = rand(15, 2)`, and its
# gradient was `2 * R.T @ ones(N, N)`, transposed: the right sum over the rows, copied to every row. Here is the same
# training from a seeded start. Your `gradients` expects a bias of shape (M,), so the per-row bias `B` moves to the
# other side of the residual, $X W^\top + B - Y = X W^\top - (Y - B)$; the numbers are the same.

# %%
STEPS, LR = 10_000, 1e-6
rng = np.random.default_rng(4)
W, B_start = rng.random((M, D)), rng.random((15, M))
B = B_start
for _ in tqdm(range(STEPS), desc="a bias for each row", ascii=" ="):
    dW, db = md.gradients(X15, Y15 - B, W, np.zeros(M), "sum")
    W, B = W - LR * dW, B - LR * db  # db has shape (2,): every row of B gets the same step
per_row = X15 @ W.T + B

print("predictions for the first region:", [p.round(2).tolist() for p in per_row[[0, 5, 10]]])
print("do equal rows agree?", md.predictions_agree(X15, per_row))
moved = B - B_start
print("how far B moved, row 0: ", moved[0])
print("how far B moved, row 10:", moved[10])

# %% [markdown]
# All rows of `B` move by the same amount, so the *differences* between them stay what the random numbers made them,
# after ten thousand steps or ten million. The picture shows it: the disagreement of the copies is the disagreement of
# their random starts.

# %% folded=true
fig, ax = plt.subplots()
for copy, (colour, marker) in enumerate([(BLUE, "o"), (ORANGE, "s"), (GREEN, "^")]):
    rows = slice(5 * copy, 5 * copy + 5)
    apples = per_row[:, 0].reshape(3, 5)
    starts = B_start[:, 0].reshape(3, 5)
    x, y = starts[copy] - starts.mean(axis=0), apples[copy] - apples.mean(axis=0)
    ax.scatter(x, y, color=colour, marker=marker, s=60, zorder=3, label=f"copy {copy + 1} of the five rows")
ax.axline((0, 0), slope=1, color=GREY, lw=1, label="prediction off by exactly the start")
ax.set(
    xlabel="random start of the row's bias, from the mean of its copies (t/ha)",
    ylabel="prediction of apples, from\nthe mean of its copies (t/ha)",
    title="After 10,000 steps each row still has its random start",
)
ax.legend()
show("Prediction against the random start of the row's bias: fifteen points on a straight line.")

# %% [markdown]
# All fifteen points lie on the grey line. The remedy is the bias of assignment 3: one number for each output, shape
# (M,), broadcast over the rows. Its gradient is the sum over the rows, and there is nothing left that copies could
# disagree about.

# %%
W, b = W0, b0
for _ in tqdm(range(STEPS), desc="one bias for all rows", ascii=" ="):
    dW, db = md.gradients(X15, Y15, W, b, "sum")
    W, b = W - LR * dW, b - LR * db
shared = X15 @ W.T + b
print("predictions for the first region:", [p.round(2).tolist() for p in shared[[0, 5, 10]]])
print("do equal rows agree?", md.predictions_agree(X15, shared))
print(f"summed loss, a bias for each row: {md.squared_error(per_row, Y15, 'sum'):.2f}, one bias:", end=" ")
print(f"{md.squared_error(shared, Y15, 'sum'):.2f}")

# %% [markdown]
# ## 5. How large may a step be?
#
# Why did the notebook go down to a learning rate of 1e-6, when 1e-5 had worked on five rows?
#
# Remember assignment 1. There the loss was a parabola over one weight, and each step multiplied the distance from the
# best weight by $1 - 2\,\eta\,x^2$. The $2x^2$ says how steeply the parabola bends: its second derivative. Call it
# $\lambda$; then the factor is $1 - \eta\lambda$.
#
# With two weights the loss is a bowl. The ovals below are lines of equal loss, seen from above. Across the ovals the bowl
# bends steeply, along them hardly at all: two arrows show the steepest and the flattest direction. In each of the two the
# bowl is a parabola of its own, with its own $\lambda$. So each step multiplies the distance along each arrow by that
# arrow's own factor. Move the slider. Which arrow decides when the steps run away, and which one decides how long it
# takes to arrive?

# %% folded=true
from watch import Frame, Plane, number, slider

STEEP, FLAT = np.array([-0.6, 0.8]), np.array([0.8, 0.6])  # two directions at a right angle
BENDS = {"steepest": (STEEP, 2.0), "flattest": (FLAT, 0.2)}  # each with its own λ
START = 1.6 * STEEP - 2.6 * FLAT


def slope_of_bowl(w):
    """The gradient of a bowl with its lowest point at (0, 0)."""
    return sum(bend * (direction @ w) * direction for direction, bend in BENDS.values())


def steps_in_bowl(lr, steps=12):
    """The slider's place for one learning rate: gradient descent from START, and the factor along each arrow."""
    path = [START]
    for _ in range(steps):
        path.append(path[-1] - lr * slope_of_bowl(path[-1]))
    says = {}
    for name, (direction, bend) in BENDS.items():
        says[f"{name}, λ = {bend:g}: factor 1 − lr·λ"] = number(1 - lr * bend)
        far = ", ".join(number(abs(direction @ w)) for w in path[:5])
        says[f"{name}: distance at steps 0 to 4"] = far
    return Frame(number(lr), [tuple(w) for w in path], says)


def oval(height):
    """A line of equal loss."""
    turns = np.linspace(0, 2 * np.pi, 73)
    across, along = (np.sqrt(2 * height / bend) for _, bend in BENDS.values())
    return [tuple(across * np.cos(t) * STEEP + along * np.sin(t) * FLAT) for t in turns]


slider(
    "Two weights: one factor for each direction",
    "lr =",
    Plane((-4.2, 4.2), (-3.2, 3.2), "first weight", "second weight", equal=True),
    [steps_in_bowl(place / 20) for place in range(1, 23)],
    start=5,
    curves=[oval(height) for height in (0.1, 0.4, 0.9, 1.6)],
    arrows=[((0, 0), tuple(1.3 * STEEP), "steepest"), ((0, 0), tuple(2.6 * FLAT), "flattest")],
    marks=[((0.0, 0.0), "")],
)

# %% [markdown]
# Beyond a learning rate of 1 the steepest direction has a factor below $-1$, and the steps run away across the bowl,
# although the flattest direction would allow ten times as much. With a smaller learning rate than 1 the flattest
# direction is the slow one: its factor is near 1. The crop model has more weights and so more directions, but nothing
# else is new.
#
# **One number.** Two rows, one input and one output:
#
# - `X = [[2], [-2]]`
#
# Here the weight and the bias are the two directions, and the loss is `"sum"`. How much does the loss bend along the
# weight, and how much along the bias? (If the weight grows by 1, by how much does its gradient grow?) Which learning
# rate is the largest stable one?

# %%
check_step("largest_stable_lr", 1, ...)

# %% [markdown]
# Now any number of inputs. Put a one behind each row, so that the bias becomes one more weight, and call the result $A =
# [X, 1]$. All second derivatives of the loss, for each output, form a matrix $H$. Its eigenvectors are the arrows of the
# picture, and its eigenvalues are their $\lambda$.
#
# **The formula with gaps.**
#
# $$H = \square\;\square\;\square\,A, \qquad \text{stable for } \eta < \frac{\square}{\lambda_{\max}(H)}$$
#
# <details>
# <summary>Compare</summary>
#
# $H$ has the gaps $2$, $c$ and $A^\top$. Above the fraction line stands $2$: the factor $1 - \eta\lambda$ of the
# steepest direction must not go below $-1$.
#
# </details>
#
# `largest_stable_lr` returns the limit. $H$ is symmetric; NumPy has an eigenvalue function made for that. The number of
# outputs $M$ matters only because it is in the $c$ of `"mean"`.

# %% task="largest_stable_lr"
check("largest_stable_lr")

# %% [markdown] derivation="largest_stable_lr"
# Take one output. Let $\theta$ hold its weights and, last, its bias. Then its residuals are $A\,\theta - y$, and the
# gradient with respect to $\theta$ is $2c\,A^\top (A\,\theta - y)$. Its derivative, once more with respect to
# $\theta$, is
#
# $$H = 2c\,A^\top A$$
#
# Along an eigenvector of $H$ with eigenvalue $\lambda$, a step of gradient descent multiplies the distance to the
# minimum by $1 - \eta\lambda$. The distance shrinks as long as that number lies between $-1$ and $1$. So all directions
# shrink (except flat ones, with $\lambda = 0$) below the limit
#
# $$\eta_{\max} = \frac{2}{\lambda_{\max}(H)}$$
#
# Above this limit the steepest direction grows without end.

# %%
print("largest stable learning rate")
print("reduction      5 rows     15 rows")
for reduction in ("sum", "mean", "row_mean"):
    limits = [md.largest_stable_lr(rows, M, reduction) for rows in (X5, X15)]
    print(f"{reduction:9s} {limits[0]:11.3e} {limits[1]:11.3e}")

# %% [markdown]
# With the sum, 1e-5 is at 90 % of the limit for five rows, and 2.7 times the limit for fifteen. With either mean the
# limit does not move: 1.117e-4 for the mean over elements, half of it, 5.584e-5, for the mean over rows.
#
# **Predict, then run.** With the sum and 1e-5, fifteen rows step at 2.7 times the limit. By which factor does the
# distance to the minimum grow at each step, along the steepest direction? (Put $\eta\lambda = 2 \cdot 2.7$ into
# $1 - \eta\lambda$.) The loss grows by the square of this factor. How large will it be after 59 steps, roughly?


# %%
def descend(X, Y, lr, steps, reduction, W=W0, b=b0):
    """Gradient descent with your functions. Returns W, b and the loss before each step."""
    losses = []
    for _ in range(steps):
        losses.append(md.squared_error(X @ W.T + b, Y, reduction))
        dW, db = md.gradients(X, Y, W, b, reduction)
        W, b = W - lr * dW, b - lr * db
    return W, b, losses

# %% folded=true
fig, axes = plt.subplots(1, 2, figsize=(7, 4), sharex=True)
for ax, reduction, lr, name in [(axes[0], "sum", 1e-5, "summed loss"), (axes[1], "mean", 1e-4, "mean loss")]:
    for X, Y, colour, style, width in [(X5, Y5, BLUE, "-", 4), (X15, Y15, ORANGE, "--", 2)]:
        losses = descend(X, Y, lr, 60, reduction)[2]
        ax.plot(losses, color=colour, ls=style, lw=width, label=f"{len(X)} rows")
    ax.set(yscale="log", xlabel="step", ylabel=f"{name}, (t/ha)²", title=f"{name}, lr = {lr:.0e}")
    ax.legend(loc="upper right")
axes[0].set_ylim(10, 1e12)
axes[0].text(10, 1e7, "15 rows: off the scale", color=ORANGE)
fig.tight_layout()
show("Left: with the sum, five rows learn and fifteen run away. Right: with the mean, both curves are one.")
print(f"sum, 15 rows: the loss at step 59 is {descend(X15, Y15, 1e-5, 60, 'sum')[2][-1]:.0e}")

# %% [markdown]
# On the left the same learning rate lives on five rows and dies on fifteen, by a factor of almost twenty at every step.
# On the right both curves are one: the mean does not know how often the data was copied. That is the reason to average.
# The reason to know your $c$ is that a learning rate means nothing without it.
#
# ## 6. Batches
#
# When the data does not fit into memory, the gradient is computed from batches. The full gradient is a sum over rows,
# and a sum can be taken in parts:
#
# $$\sum_{n=1}^{N} g_n = \sum_{\text{batches}}\ \sum_{n \in \text{batch}} g_n$$
#
# For the summed loss that is all. For a mean, remember what is divided by what: a batch's own mean divides by *its*
# number of rows, the full mean by all rows.
#
# **Predict.** Three rows come in a batch of two and a batch of one. Somebody takes the plain average of the two means.
# Which share has each row in the result, and which should it have?
#
# <details>
# <summary>Compare</summary>
#
# Each batch counts one half. So the rows of the first batch have a quarter each, and the row of the short batch has a
# half. All three should have a third. With batches of equal size the plain average is right.
#
# </details>
#
# **One number.** One input, one output, three rows:
#
# - `X = [[2], [3], [4]]`, `W = [[1]]`, `b = [0]`
# - `Y = [[-1], [-2], [-2]]`
#
# With the loss `"mean"` the gradient for the weight is 21 on the first two rows alone, and 48 on the last row alone.
# What is it for all three rows? (You need no row again, only the two numbers and the sizes of the batches.)

# %%
check_step("accumulate", 1, ...)

# %% [markdown]
# **The formula with gaps.** Let $g$ be the full gradient of a mean, and $g_k$ that of batch $k$ with its $N_k$ rows:
#
# $$g = \frac{\square}{\square} \sum_k \square\;\square$$
#
# <details>
# <summary>Compare</summary>
#
# $1$ over $N$ stands in front. The sum holds $N_k$ and $g_k$: each mean is turned back into a sum first.
#
# </details>
#
# `accumulate` returns the gradient of the full batch exactly, for any batch size and any reduction, by calling your
# `gradients` batch by batch. Which of the three reductions do you ask of each batch, so that there is nothing to turn
# back?

# %% task="accumulate"
check("accumulate")

# %% [markdown] derivation="accumulate"
# A batch's mean times its number of rows is the batch's sum, and the sums add up:
#
# $$g = \frac{1}{N}\sum_k N_k\, g_k$$
#
# It is simpler to ask each batch for its sum. Then the full gradient is $c$ times the total, with the $c$ of *all* rows,
# and one line serves the three reductions.

# %% [markdown]
# The referee knows nothing of batches. It compares with the loss of all rows, here five of them in batches of two:

# %%
for reduction in ("sum", "mean"):
    dW, db = md.accumulate(X5, Y5, W0, b0, 2, reduction)
    judge(lambda W: md.squared_error(X5 @ W.T + b0, Y5, reduction), W0, dW, f"dL/dW from batches, {reduction}")

# %% [markdown]
# How wrong is the plain average? Here it is for every batch size, on 15 rows: the copies in another order, so that the
# batches differ. (An error of exactly zero is drawn at 1e-17.)
#
# **Predict, then run.** For which of the batch sizes from 1 to 15 is the plain average right?

# %%
order = np.random.default_rng(5).permutation(15)
X, Y = X15[order], Y15[order]
full, _ = md.gradients(X, Y, W0, b0, "mean")
sizes = np.arange(1, 16)
averaged, accumulated = [], []
for size in sizes:
    batch_means = [md.gradients(X[s : s + size], Y[s : s + size], W0, b0, "mean")[0] for s in range(0, 15, size)]
    averaged.append(np.abs(np.mean(batch_means, axis=0) - full).max() / np.abs(full).max())
    accumulated.append(np.abs(md.accumulate(X, Y, W0, b0, int(size), "mean")[0] - full).max() / np.abs(full).max())

floor = 1e-17  # a log scale has no zero

# %% folded=true
fig, ax = plt.subplots()
ax.plot(sizes, np.maximum(averaged, floor), "s", color=ORANGE, ms=8, label="plain average of the batches' means")
ax.plot(sizes, np.maximum(accumulated, floor), "o", color=BLUE, ms=5, label="your accumulate")
ax.axhline(np.finfo(float).eps, color=GREY, lw=1, ls="--", label="rounding of one float64 operation")
ax.set(yscale="log", ylim=(3e-18, 10), xlabel="batch size (rows)", ylabel="largest error of dW, relative")
ax.set(xticks=sizes, title="15 rows: a plain average needs equal batches")
ax.legend(loc="center left", bbox_to_anchor=(0.0, 0.55))
show("Error of the averaged gradient against the batch size: large, but for sizes that divide 15. The error of accumulate is tiny.")
print("batch sizes that divide 15:", [int(s) for s in sizes if 15 % s == 0])

# %% [markdown]
# The plain average is right for the batch sizes 1, 3, 5 and 15, which divide 15. For the others its error is between
# 3 % and 130 %. Your `accumulate` stays at rounding for every size.
#
# ## 7. Better inputs
#
# Stability limits the steepest direction. How long training takes is decided by the flattest one: with a learning rate
# near the limit, the number of steps grows with the *condition number* $\lambda_{\max}/\lambda_{\min}$ of $H$. The
# reduction cancels in it, and so do the copies.


# %%
def describe(X):
    """The steepest and the flattest curvature of the row-mean loss, and their ratio."""
    steepest = 2 / md.largest_stable_lr(X, M, "row_mean")
    condition = np.linalg.cond(np.hstack([X, np.ones((len(X), 1))])) ** 2
    return f"curvature from {steepest / condition:.3g} to {steepest:.3g}, condition number {condition:.3g}"


print("raw,  5 rows:", describe(X5))
print("raw, 15 rows:", describe(X15))

# %% [markdown]
# Over two million. The steepest direction raises all three weights together, since all inputs are large and positive.
# The flattest is almost the bias alone. Both come from the units and the zero points of the inputs, not from the crops.
# So change those. For each column with mean $\mu_d$ and standard deviation $\sigma_d$ (divided by $N$, as `np.std`
# does):
#
# $$z_{nd} = \frac{x_{nd} - \mu_d}{\sigma_d}$$
#
# A constant column has $\sigma_d = 0$; set it to 1 there, so that the column becomes zeros and not `nan`.
#
# A model trained on $z$ has weights for $z$. To use it on raw inputs, put the definition of $z$ into the model, with
# weights $v_{md}$ and bias $a_m$ of the standardised inputs,
#
# $$\hat y_{nm} = \sum_d v_{md}\,\frac{x_{nd} - \mu_d}{\sigma_d} + a_m$$
#
# and collect what is multiplied by $x_{nd}$: that is the raw weight. What is left is the raw bias, and it is not $a_m$:
# every $\mu_d$ leaves something behind.
#
# **One number.** A model of two standardised inputs, with one output:
#
# - `Ws = [[6, 8]]`, `bs = [7]`
# - `mean = [5, 3]`, `std = [2, 4]`
#
# What is the raw weight of input 1, counted from 1?

# %%
check_step("standardize", 1, ...)

# %% [markdown]
# And what is the raw bias? (It is what the model predicts for a row of zeros.)

# %%
check_step("standardize", 2, ...)

# %% [markdown]
# `standardize` does the first step, `unstandardize` the last.

# %% task="standardize"
check("standardize")

# %% [markdown] derivation="standardize"
# Multiply out, and put what is multiplied by $x_{nd}$ first:
#
# $$\hat y_{nm} = \sum_d \frac{v_{md}}{\sigma_d}\,x_{nd} + \Big(a_m - \sum_d \frac{v_{md}}{\sigma_d}\,\mu_d\Big)$$
#
# So the raw weight is $w_{md} = v_{md} / \sigma_d$. The means leave a constant behind, and the raw bias takes it up:
#
# $$b_m = a_m - \sum_d w_{md}\,\mu_d$$

# %%
Z15, mean, std = md.standardize(X15)
print("mean", mean, " std", std)
print("standardised:", describe(Z15))

# %% [markdown]
# From 2.19e6 to 7.
#
# **Predict, then run.** The number of steps grows with the condition number. If 60 steps are enough for the standardised
# inputs, how many would the raw inputs need for the same? Will 10,000 do?
#
# <details>
# <summary>Compare</summary>
#
# The condition number falls from 2.19e6 to 7, so the raw inputs need $2.19 \cdot 10^6 / 7$ times as many steps. That is
# about 300,000 times 60, or 19 million. So 10,000 do not do.
#
# </details>
#
# Now the race: 10,000 steps on the raw inputs, as in the notebook but each with its own best chances,
# nine tenths of the largest stable learning rate, against 60 steps on the standardised inputs. To know where they
# should arrive, the exact minimum comes from a least-squares solver.

# %%
solution, *_ = np.linalg.lstsq(np.hstack([X15, np.ones((15, 1))]), Y15, rcond=None)
W_best, b_best = solution[:D].T, solution[D]
loss_best = md.squared_error(X15 @ W_best.T + b_best, Y15, "row_mean")


def train(X, Y, steps, name, W=W0, b=b0):
    """Row-mean training at nine tenths of the limit. Returns W, b and the losses, start included."""
    lr = 0.9 * md.largest_stable_lr(X, M, "row_mean")
    losses = [md.squared_error(X @ W.T + b, Y, "row_mean")]
    for _ in tqdm(range(steps), desc=name, ascii=" ="):
        dW, db = md.gradients(X, Y, W, b, "row_mean")
        W, b = W - lr * dW, b - lr * db
        losses.append(md.squared_error(X @ W.T + b, Y, "row_mean"))
    return W, b, np.array(losses)


W_raw, b_raw, losses_raw = train(X15, Y15, 10_000, "raw inputs")
Ws, bs, losses_std = train(Z15, Y15, 60, "standardised inputs")

# %% folded=true
fig, ax = plt.subplots()
for losses, colour, style, name in [
    (losses_raw, BLUE, "-", "raw inputs, 10,000 steps"),
    (losses_std, ORANGE, "--", "standardised inputs, 60 steps"),
]:
    x, y = np.arange(1, len(losses) + 1), losses - loss_best
    ax.plot(x, y, color=colour, ls=style, lw=2, label=name)
    ax.plot(x[-1], y[-1], "o", color=colour)
ax.set(xscale="log", yscale="log", ylim=(1e-10, 1e5), xlabel="step (counted from 1)")
ax.set(ylabel="row-mean loss above its minimum, (t/ha)²", title="The same model and the same minimum")
ax.legend(loc="upper right")
show("Loss above its minimum against the step: the raw run lies on a plateau, the standardised run falls.")

# %% [markdown]
# The raw run falls quickly along the steep directions and then lies on a plateau: the flat direction, where each step
# covers less than a millionth of the way. The standardised run has no flat direction.
#
# Last, the way back. `Ws` and `bs` belong to the standardised inputs; your `unstandardize` turns them into a model of
# temperature, rainfall and humidity.

# %%
W_back, b_back = md.unstandardize(Ws, bs, mean, std)
print("                 least squares        60 steps, undone      10,000 raw steps")
rows = [("temperature", 0), ("rainfall", 1), ("humidity", 2)]
for m, crop in enumerate(["apples", "oranges"]):
    for name, d in rows:
        print(f"{crop:8s} {name:11s} {W_best[m, d]:10.4f} {W_back[m, d]:21.4f} {W_raw[m, d]:21.4f}")
    print(f"{crop:8s} {'bias':11s} {b_best[m]:10.4f} {b_back[m]:21.4f} {b_raw[m]:21.4f}")
print("\nbiases at the random start:", b0)
difference = np.abs((X15 @ W_back.T + b_back) - (Z15 @ Ws.T + bs)).max()
print(f"largest difference between the two ways to predict: {difference:.1e} t/ha")
print("do equal rows agree?", md.predictions_agree(X15, X15 @ W_back.T + b_back))

# %% [markdown]
# Sixty steps reach the least-squares optimum to about 0.0001 in every number. After ten thousand raw steps the biases
# have hardly left their random start (printed below the table), and the weights make up for it as well as they can.
#
# ## Find the bug
#
# A classmate works out the gradient of a mean over rows that arrive in portions, and keeps nothing but a running mean.
# A miss of $r$ costs $\sqrt{1 + r^2} - 1$. The function stands in `suspect.py`, beside this notebook. Open that file
# and read it. The training looks fine:

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
# The classmate tried it on six rows in three portions, where nobody can see it.
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
# - Copies of a row must get one prediction. A parameter for each sample breaks this, and training does not mend it.
# - Sum and mean have the same minimum and different gradients. A learning rate belongs to one of them, and to one $c$.
# - Gradient descent is stable below $2/\lambda_{\max}$. The sum makes it shrink as the data grows, a mean does
#   not.
# - Sums of batches add up; means of batches need weights when a batch is short.
# - Standardised inputs turn thousands of steps into tens, and a little algebra brings the model back to raw units.
#
# Next, in assignment 5, PyTorch computes the gradients, and you check that it does what you did here.
