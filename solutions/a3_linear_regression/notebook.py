# %% [markdown]
# # Linear regression by hand
#
# Five regions, three measurements each, two yields each: how much of the apples and the oranges do temperature,
# rainfall and humidity explain? You write the model, its loss, the two gradients and the training loop yourself, in
# `linear_regression.py`. This notebook explains one function at a time and checks it. Then it uses your functions for
# four experiments about what gradient descent does and does not do.
#
# Your code goes into `linear_regression.py`; save that file before you run a check cell.
# <!-- tasks -->

# %%
# %load_ext autoreload
# %autoreload 2
import linear_regression as lin
import matplotlib.pyplot as plt
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
# ## The data
#
# One row is one region. The inputs are temperature (°F), rainfall (mm) and humidity (%), the targets are the yields of
# apples and oranges (tons per hectare).

# %%
table = np.loadtxt("crop_yields.csv", delimiter=",", skiprows=1)
X, Y = table[:, :3], table[:, 3:]
N, D, M = X.shape[0], X.shape[1], Y.shape[1]
print("X", X.shape)
print(X)
print("Y", Y.shape)
print(Y)

# %% [markdown]
# Three letters name all sizes in this course. $N$ is the number of rows (5), $D$ the number of inputs (3), $M$ the
# number of outputs (2). Keep them in mind while you write: most mistakes in this assignment show as a wrong shape.
#
# | name | shape | here | meaning |
# |---|---|---|---|
# | $X$ | $(N, D)$ | (5, 3) | inputs |
# | $Y$, $\hat Y$ | $(N, M)$ | (5, 2) | targets, predictions |
# | $W$ | $(M, D)$ | (2, 3) | weights, one row for each output |
# | $b$ | $(M,)$ | (2,) | bias, one number for each output |
#
# ## 1. Forward
#
# The model says that each yield is a weighted sum of the three measurements plus a constant:
#
# $$\hat y_{nm} = \sum_{d} x_{nd}\, w_{md} + b_m$$
#
# Row $n$ of $X$ meets row $m$ of $W$. The bias has one number for each *output*, and every row gets the same one. You
# could write two loops. One matrix product does the same work, and you find out which one.
#
# **Predict the shapes.** Four products can be written with $X$ and $W$: $X\,W$, $X\,W^\top$, $W\,X$ and $W^\top X$.
# Which of them exist when $X$ is (5, 3) and $W$ is (2, 3)? Which has the shape of $\hat Y$?
#
# <details>
# <summary>Compare</summary>
#
# The inner sizes must be equal. Only a (5, 3) times a (3, 2) fits, so $W$ is the factor that is transposed, and it
# stands on the right. The result is (5, 2), the shape of $\hat Y$. Then a bias of shape (2,) is added to each of the five
# rows.
#
# </details>

# %% [markdown]
# **One number.** Take two rows, two inputs and two outputs:
#
# - `X = [[2, 1], [3, 6]]`
# - `W = [[4, -1], [2, 3]]`
# - `b = [10, 20]`
#
# Work out $\hat y_{12}$ with a pencil: row 1, output 2, counted from 1. Replace the three dots by your number, and run
# the cell.

# %%
check_step("forward", 1, ...)

# %% [markdown]
# Write `forward` in `linear_regression.py`, save, and run the check.

# %% task="forward"
check("forward")

# %% [markdown] derivation="forward"
# The sum over $d$ is the inner index of a matrix product, so $d$ must stand on the inside of both factors:
#
# $$\underbrace{\hat Y}_{(N,M)} = \underbrace{X}_{(N,D)}\,\underbrace{W^\top}_{(D,M)} + \underbrace{b}_{(M,)}$$
#
# NumPy adds the vector $b$ to every row. This is called broadcasting.

# %% [markdown]
# ## 2. Loss
#
# The residual $R = \hat Y - Y$ says how far off each prediction is. Its squares are added up, over all rows and all
# outputs:
#
# $$L = \sum_{n}\sum_{m} r_{nm}^2, \qquad r_{nm} = \hat y_{nm} - y_{nm}$$
#
# It is a plain sum: nothing is divided by $N$ or by $M$. (What changes with a mean is the subject of the next
# assignment.)

# %% task="loss"
check("loss")

# %% [markdown]
# A model that knows nothing yet: weights and biases drawn evenly from 0 to 1.

# %%
rng = np.random.default_rng(1)
W0, b0 = rng.random((M, D)), rng.random(M)
print("W0 =", W0.round(4).tolist())
print("b0 =", b0.round(4).tolist())
print("predictions of the first region:", lin.forward(X, W0, b0)[0], " targets:", Y[0])
print("loss:", round(lin.loss(lin.forward(X, W0, b0), Y), 1))

# %% [markdown]
# ## 3. The gradient with respect to the weights
#
# How does $L$ change when one weight $w_{md}$ changes a little? You derive the answer in four steps: predict, work out
# one number, fill the gaps of a formula, write the code.
#
# **Predict a sign.** In some region the prediction of the apples is too low, and the rainfall is a positive number. Now
# the weight from rainfall to apples grows a little. Does the loss of this region rise or fall? What sign does its
# share of the gradient have?
#
# <details>
# <summary>Compare</summary>
#
# The prediction grows, and comes nearer to the target. So the loss falls, and the share is negative.
#
# </details>

# %% [markdown]
# **Predict a shape.** What shape does $\partial L / \partial W$ have? The residuals are $(N, M)$ and the inputs are $(N, D)$.
# Which of the three letters has to disappear?
#
# <details>
# <summary>Compare</summary>
#
# A gradient has the shape of what the loss is differentiated by: $(M, D)$, like $W$. So $N$ disappears. The weight
# $w_{md}$ is used once in every row, and only in output $m$. The loss feels it through $N$ predictions, and the shares
# of these $N$ paths are added.
#
# </details>

# %% [markdown]
# The weight $w_{md}$ reaches the loss on several paths, one through each row's prediction. Each path has two links: from
# the weight to the prediction, and from this prediction to the loss. Links of one path are multiplied, paths are added:
#
# $$\frac{\partial L}{\partial w_{md}}
# = \sum_{n} \frac{\partial L}{\partial \hat y_{nm}}\cdot\frac{\partial \hat y_{nm}}{\partial w_{md}}$$
#
# **One number.** Three rows, two inputs, two outputs:
#
# - `X = [[5, 7], [2, 3], [4, 6]]`
# - `Y_hat = [[10, 11], [6, 9], [9, 2]]`
# - `Y = [[7, 3], [10, 4], [4, 9]]`
#
# Take $w_{12}$, the weight of output 1 for input 2, counted from 1. Start with the path through row 2 alone. If
# $w_{12}$ grows by a little, how many times as much does $\hat y_{21}$ grow? If $\hat y_{21}$ grows by a little, how many
# times as much does its squared error grow? Multiply.

# %%
check_step("grad_W", 1, ...)

# %% [markdown]
# Now all three rows: $\partial L / \partial w_{12}$.

# %%
check_step("grad_W", 2, ...)

# %% [markdown]
# **The formula with gaps.** Write it on paper, and fill each $\square$:
#
# $$\frac{\partial L}{\partial \hat y_{nm}} = \square\;\square,
# \qquad
# \frac{\partial \hat y_{nm}}{\partial w_{md}} = \square,
# \qquad
# \frac{\partial L}{\partial w_{md}} = \sum_{\square} \square\;\square\;\square$$
#
# You need some of these: $1$, $2$, $-1$, $\tfrac1N$, $\hat y_{nm}$, $y_{nm}$, $r_{nm}$, $w_{md}$, $x_{nd}$, $b_m$, and
# one of the letters $n$, $m$, $d$ below the sum.
#
# <details>
# <summary>Compare</summary>
#
# The first link has the gaps $2$ and $r_{nm}$, from the square. The second link is $x_{nd}$, from the model. The sum
# runs over $n$ and holds all three of them.
#
# </details>

# %% [markdown]
# A sum over a shared index is a matrix product, $(AB)_{md} = \sum_n a_{mn}\, b_{nd}$. Which of your two arrays comes
# first, and which must be transposed? Your predicted shape tells. Then write `grad_W`.

# %% task="grad_W"
check("grad_W")

# %% [markdown] derivation="grad_W"
# There are two links. The first comes from the square, the second from the model:
#
# $$\frac{\partial L}{\partial \hat y_{nm}} = 2\,(\hat y_{nm} - y_{nm}) = 2\,r_{nm},
# \qquad
# \frac{\partial \hat y_{nm}}{\partial w_{md}} = x_{nd}$$
#
# Together:
#
# $$\frac{\partial L}{\partial w_{md}} = \sum_n 2\, r_{nm}\, x_{nd}$$
#
# The shared index is $n$, so $n$ must be the inner one, and what remains must be $(M, D)$, the shape of $W$:
#
# $$\underbrace{\frac{\partial L}{\partial W}}_{(M,D)} = 2\,\underbrace{R^\top}_{(M,N)}\,\underbrace{X}_{(N,D)}$$
#
# Three places to go wrong: the 2 comes from the square; the sign comes from writing $\hat Y - Y$ and not $Y - \hat Y$
# (with $Y - \hat Y$ the inner derivative is $-1$); and the transpose decides between $(M, D)$ and $(D, M)$.

# %% [markdown]
# ## 4. The gradient with respect to the bias
#
# The bias $b_m$ is used in every row as well, in output $m$ only.
#
# **Predict.** In one output two predictions are too high and none is too low. What sign does $\partial L / \partial
# b_m$ have? What shape does $\partial L/\partial b$ have? And what is $\partial L / \partial b_m$ when the residuals of the
# output add up to 0?
#
# <details>
# <summary>Compare</summary>
#
# A larger bias makes all predictions of the output larger, so the loss grows: the sign is plus. The shape is $(M,)$,
# like $b$: one number for each output. Where the residuals add up to 0, what the rows ask for cancels, and the gradient
# is 0.
#
# </details>

# %% [markdown]
# **One number.** With `Y_hat` and `Y` of section 3, work out $\partial L / \partial b_2$, for output 2 counted from 1.

# %%
check_step("grad_b", 1, ...)

# %% [markdown]
# **The formula with gaps.** The first link is that of section 3. Choose from the same list:
#
# $$\frac{\partial \hat y_{nm}}{\partial b_m} = \square,
# \qquad
# \frac{\partial L}{\partial b_m} = \sum_{\square} \square\;\square$$
#
# <details>
# <summary>Compare</summary>
#
# The bias is just added, so its link is $1$. The sum runs over $n$ and holds $2$ and $r_{nm}$.
#
# </details>

# %% [markdown]
# Which axis of the residuals do you add up, so that $(N, M)$ becomes $(M,)$? Write `grad_b`.

# %% task="grad_b"
check("grad_b")

# %% [markdown] derivation="grad_b"
# The first link of the chain is that of the weights. The second is simpler, since $b_m$ is just added:
# $\partial \hat y_{nm} / \partial b_m = 1$. So
#
# $$\frac{\partial L}{\partial b_m} = \sum_n 2\, r_{nm}$$
#
# In words: where a value is *broadcast* in the forward pass, its gradient is *summed* in the backward pass. Not
# averaged, because the loss is a sum. Not summed over the outputs, because each output has a bias of its own.

# %% [markdown]
# ### A second opinion
#
# Public tests are few. The referee of assignment 2 needs no formula: it gets its own gradient from the loss alone, at
# any place. `judge` asks your own `gradient_check.py`, if it lies in this folder or in `../a2_gradient_check` and
# passes a quick check. Otherwise a referee of the course speaks, which steps along a few random directions. The line
# says who spoke, and the verdict is one of the six words that you know.
#
# **Predict, then run.** Suppose somebody forgot the 2 in `grad_W`, and divided `grad_b` by the number of rows. Which
# words and which factors will the referee print? The last two lines of the cell do this to your gradients.

# %%
Y_hat0 = lin.forward(X, W0, b0)
judge(lambda W: lin.loss(lin.forward(X, W, b0), Y), W0, lin.grad_W(X, Y_hat0, Y), "dL/dW")
judge(lambda b: lin.loss(lin.forward(X, W0, b), Y), b0, lin.grad_b(Y_hat0, Y), "dL/db")
judge(lambda W: lin.loss(lin.forward(X, W, b0), Y), W0, lin.grad_W(X, Y_hat0, Y) / 2, "dL/dW, no 2")
judge(lambda b: lin.loss(lin.forward(X, W0, b), Y), b0, lin.grad_b(Y_hat0, Y) / N, "dL/db, mean")

# %% [markdown]
# With right code the first two are ok, and the others are scaled: by 0.5, and by 0.2 for five rows. From here to
# assignment 8 the referee judges each new gradient.
#
# ## 5. Update
#
# The gradient points to where the loss grows fastest. One step of gradient descent goes the other way. Its length is
# set by the learning rate $\eta$ (`lr` in the code): $\theta \leftarrow \theta - \eta\, \partial L / \partial \theta$,
# where $\theta$ is $W$ or $b$. Return a *new* array: an update that writes into its argument also changes the start
# that you wanted to keep.

# %% task="update"
check("update")

# %% [markdown]
# ## 6. Fit
#
# One step, in this order:
#
# 1. forward: predictions from the present $W$ and $b$
# 2. loss: note it
# 3. backward: $\partial L/\partial W$ and $\partial L/\partial b$, both from the predictions of point 1
# 4. update: both parameters
#
# Two details decide whether two programs agree to the last digit. Both gradients belong to the *same* forward pass: if
# $\partial L/\partial b$ is computed after $W$ was changed, it is the gradient at another place. And `losses[t]` is the
# loss *before* step $t$, so that the list starts with the loss of the start and has as many entries as there were
# steps.

# %% task="fit"
check("fit")

# %% [markdown]
# ## 25,000 steps
#
# A teacher's notebook trained this model with 25,000 steps at $\eta = 10^{-5}$. The loop below calls your `fit` in
# portions of 250 steps, so that there is a progress bar, and keeps the bias after each portion.
#
# **Predict, then run.** The loss of the start is about 28,600. After how many of the 25,000 steps is it below 100? Does it
# come near 0 in the end? Write both down. The picture below the cell answers them.

# %%
LR, STEPS, PORTION = 1e-5, 25_000, 250


def train(W, b, lr=LR, steps=STEPS):
    """Call fit in portions. Returns W, b, all losses, and the bias after each portion."""
    losses, biases = [], [b]
    for _ in tqdm(range(steps // PORTION), desc="training", unit=f" x {PORTION} steps", ascii=" ="):
        W, b, portion = lin.fit(X, Y, W, b, lr, PORTION)
        losses.extend(portion)
        biases.append(b)
    return W, b, np.array(losses), np.array(biases)


W, b, losses, biases = train(W0, b0)
final = lin.loss(lin.forward(X, W, b), Y)
print(f"loss before step 0: {losses[0]:.1f}   after {STEPS} steps: {final:.4f}")

# %% folded=true
fig, ax = plt.subplots()
ax.plot(np.arange(1, STEPS + 1), losses, color=BLUE, lw=2)
ax.set(xscale="log", yscale="log", xlabel="step (counted from 1)", ylabel="summed squared error, (t/ha)²")
ax.set_title("Training loss, both axes logarithmic")
show("Training loss against the step, both logarithmic: it falls fast in two bends, then it is level.")

# %% [markdown]
# The loss falls fast, slows down near step 50, falls again, and from about step 500 on seems to stand still. It is below
# 100 after 75 steps. It ends at 5.34. It never comes near 0, because no linear model goes through all the points: the
# smallest loss that there is, is 4.83 (experiment 3 computes it). Each bend belongs to a direction in the space of the
# parameters that is learned more slowly than the one before. The teacher's notebook printed the predictions below. It
# drew other random starting values, so its numbers are close to yours, not equal.

# %%
printed = np.array([(57.3, 70.4), (82.1, 100.6), (118.7, 132.9), (21.1, 37.0), (102.0, 119.2)])
mine = lin.forward(X, W, b)
print("            apples                       oranges")
print("  target  notebook     yours     target  notebook     yours")
for y, old, new in zip(Y, printed, mine):
    print(f"{y[0]:8.0f}{old[0]:10.1f}{new[0]:10.2f}   {y[1]:8.0f}{old[1]:10.1f}{new[1]:10.2f}")
print("largest difference to the printed numbers:", np.abs(mine - printed).max().round(2))

# %% [markdown]
# ## Experiment 1: why a bias is a vector
#
# The teacher's notebook gave *each row its own bias*, `b = rand(5, 2)`. Its gradient was $2R^\top \mathbf 1$ with
# an $N \times N$ matrix of ones, transposed to the shape of `b`. The product has $N$ equal columns, and each of them is
# your $\partial L/\partial b$. The cell below trains both kinds: your vector, and a bias for each row.
#
# **Predict, then run.** The biases of the rows start at random places. While they train, do they come together, stay
# apart by the same distances, or go further apart? Look at the gradient, and write down your answer.

# %%
W_rows, b_rows = W0.copy(), np.vstack([b0, np.random.default_rng(4).random((N - 1, M))])
start_rows = b_rows.copy()
path_rows = [b_rows]
for step in tqdm(range(STEPS), desc="a bias for each row", ascii=" ="):
    Y_hat = lin.forward(X, W_rows, b_rows)
    dW_rows, same_for_every_row = lin.grad_W(X, Y_hat, Y), lin.grad_b(Y_hat, Y)
    W_rows = lin.update(W_rows, dW_rows, LR)
    b_rows = b_rows - LR * same_for_every_row
    if (step + 1) % PORTION == 0:
        path_rows.append(b_rows)
path_rows = np.array(path_rows)

offsets_before = start_rows - start_rows.mean(axis=0)
offsets_after = b_rows - b_rows.mean(axis=0)
print("offsets of the rows (apples) before:", offsets_before[:, 0])
print("offsets of the rows (apples) after: ", offsets_after[:, 0])
print(f"largest change of an offset: {np.abs(offsets_after - offsets_before).max():.1e}")

# %% folded=true
fig, (left, right) = plt.subplots(1, 2, figsize=(7, 4), sharey=True)
steps = np.arange(len(path_rows)) * PORTION / 1000
for n in range(N):
    left.plot(steps, path_rows[:, n, 0], color=ORANGE, lw=2)
    end = (steps[-1], path_rows[-1, n, 0])
    left.annotate(f"row {n + 1}", end, xytext=(4, 0), textcoords="offset points", va="center")
left.set(xlabel="steps (thousands)", ylabel="bias of the apples (t/ha)", title="a bias for each row", xlim=(0, 33))
right.plot(steps, biases[:, 0], color=BLUE, lw=2)
right.annotate("all rows", (steps[-1], biases[-1, 0]), xytext=(4, 0), textcoords="offset points", va="center")
right.set(xlabel="steps (thousands)", title="a bias vector", xlim=(0, 33))
fig.suptitle("The biases during the training")
fig.tight_layout()
show("Left: five curves, the biases of the rows against the step. Right: one curve of a bias vector.")

# %% [markdown]
# The curves on the left stay at the same distances: in each step every bias is moved by the same amount. So the random
# start of a row is part of its prediction for ever. There is also no bias for a sixth region, so such a model can predict nothing new. When the teacher's notebook repeated the
# five rows three times, the three copies of the first row got the predictions 57.39, 56.76 and 57.36. Equal rows with
# unequal predictions are the surest sign of this mistake, and a function of the next assignment looks for it.
#
# And the loss does not warn you. Depending on the random offsets it is higher or lower than with the vector:

# %%
print(f"loss with a bias vector: {final:.4f}")
print(f"loss with a bias for each row: {lin.loss(lin.forward(X, W_rows, b_rows), Y):.4f}")

# %% [markdown]
# ## Experiment 2: what the final loss cannot tell
#
# How far has the bias come in 25,000 steps?

# %%
print("b at the start:   ", b0)
print("b after the steps:", b)

# %% [markdown]
# It has hardly left its start. Who would notice then if its gradient were wrong? Here is the training from the same
# start with a bias gradient that is always zero, and, to compare, the right training from another random start.
#
# **Predict, then run.** By how many per cent is the loss higher without the bias gradient: more than 10, between 1 and
# 10, or less than 1? Does another random start change more, or less?

# %%
W_frozen = W0
for _ in tqdm(range(STEPS), desc="bias gradient zero", ascii=" ="):
    W_frozen = lin.update(W_frozen, lin.grad_W(X, lin.forward(X, W_frozen, b0), Y), LR)
frozen = lin.forward(X, W_frozen, b0)
other_rng = np.random.default_rng(2)
W_other, b_other, _, _ = train(other_rng.random((M, D)), other_rng.random(M))
other = lin.forward(X, W_other, b_other)

print("                                        loss   difference   largest change of a prediction (t/ha)")
for label, predictions in [
    ("right gradients", mine),
    ("bias gradient always zero", frozen),
    ("right gradients, another start", other),
]:
    value = lin.loss(predictions, Y)
    print(f"{label:32s} {value:11.4f} {value / final - 1:12.2%} {np.abs(predictions - mine).max():14.3f}")

# %% [markdown]
# Leaving the bias gradient out altogether changes the loss by less than half a per cent and no prediction by more than
# 0.02 tons. Another random start changes more than that. And a gradient that is wrong by a positive factor goes to the
# very same bottom, only at another speed, as long as the step stays below the stability limit. That is why this course
# grades gradients directly and not by the loss in the end, and why you should test yours in that way too.
#
# The stability limit is the learning rate above which each step jumps further across the bottom than the step before.
# Here 1e-5 is 90 % of the limit. So half the gradient is only slower, but twice the gradient runs away. Assignment 4
# works out the limit.
#
# ## Experiment 3: sixty steps
#
# Linear regression can be solved without any steps. `np.linalg.lstsq` finds the $W$ and $b$ with the smallest loss
# there is. For this, the bias is seen as the weight of an input that is always 1: $A = [X, \mathbf 1]$ has shape $(N,
# D+1)$. Have your 25,000 steps arrived there?

# %%
A = np.column_stack([X, np.ones(N)])
best = np.linalg.lstsq(A, Y, rcond=None)[0]
W_best, b_best = best[:D].T, best[D]
loss_best = lin.loss(lin.forward(X, W_best, b_best), Y)
print(f"loss: after {STEPS} steps {final:.4f}, at the optimum {loss_best:.4f}")
print("W after the steps:", W.round(4).tolist())
print("W at the optimum: ", W_best.round(4).tolist())
print("b after the steps:", b)
print("b at the optimum: ", b_best)
print(f"condition number: {np.linalg.cond(A) ** 2:.3g}")

# %% [markdown]
# The weights are almost there. The bias is not, and its optimum has the other sign. The reason is the shape of the
# loss: it is a bowl, and a long and narrow one. In its steepest direction it bends 2.19 million times as much as in its
# flattest one; this ratio is called the condition number. The steep direction forbids large steps, and along the flat
# one small steps hardly get ahead.
#
# The bowl is so narrow because the inputs are large, alike and far from zero: a change of the bias can nearly be
# made up for by the weights. Put each input on the same footing first: subtract the column's mean and divide by the
# column's standard deviation. (You will write this as a function, and its way back, in the next assignment.)

# %%
mean, std = X.mean(axis=0), X.std(axis=0)
Xs = (X - mean) / std
As = np.column_stack([Xs, np.ones(N)])
curvature_s = np.linalg.eigvalsh(2 * As.T @ As)
print("eigenvalues:", curvature_s, "  condition number:", round(curvature_s[-1] / curvature_s[0], 2))

Ws, bs, losses_s = lin.fit(Xs, Y, W0, b0, 0.05, 60)
final_s = lin.loss(lin.forward(Xs, Ws, bs), Y)
print(f"loss after 60 steps: {final_s:.6f}   optimum: {loss_best:.6f}")
print("W for the raw inputs:", (Ws / std).round(4).tolist())
print("b for the raw inputs:", bs - (Ws / std) @ mean)

# %% folded=true
fig, ax = plt.subplots()
ax.plot(np.arange(1, STEPS + 1), losses - loss_best, color=BLUE, lw=2, label="raw inputs, lr = 1e-5")
steps_s, label_s = np.arange(1, 61), "standardised inputs, lr = 0.05"
ax.plot(steps_s, np.array(losses_s) - loss_best, color=ORANGE, lw=2, ls="--", label=label_s)
ax.set(xscale="log", yscale="log", xlabel="step (counted from 1)", ylabel="loss above the optimum, (t/ha)²")
ax.set_title("The same model, the same optimum, the same fit")
ax.legend()
show("Loss above the optimum against the step, both logarithmic: with raw inputs it is level, with standardised inputs it falls.")

# %% [markdown]
# The dashed line falls steeply to its last step, the sixtieth. The solid line is level from about step 500 on. The
# condition number falls from 2.19e6 to about 7, and sixty steps come closer to the optimum than 25,000 did. Nothing
# in your code changed, only the units of the inputs.
#
# ## ★ Experiment 4: how far is it to the bottom?
#
# **Predict, then run.** After 25,000 steps the loss of the raw inputs seems to stand still, and the bias is still far
# from its optimum. How many steps would it need: ten times as many, or a hundred times, or more?
#
# The curvature of the bowl is the Hessian $H = 2A^\top A$ (the same for both outputs), with $A$ of experiment 3. Along
# an eigenvector of $H$ with eigenvalue $\lambda$, each step multiplies the distance to the bottom by $1 -
# \eta\lambda$.

# %%
H = 2 * A.T @ A
curvature, directions = np.linalg.eigh(H)
print("eigenvalue      distance left after 25,000 steps      direction (temperature, rainfall, humidity, bias)")
for value, direction in zip(curvature[::-1], directions.T[::-1]):
    print(f"{value:10.4g} {abs(1 - LR * value) ** STEPS:28.3g}          {direction}")
print(f"condition number: {curvature[-1] / curvature[0]:.3g}")
print(f"largest stable learning rate 2/lambda_max: {2 / curvature[-1]:.4g}; 1e-5 is {LR * curvature[-1] / 2:.0%} of it")
print(f"steps until the distance in the flattest direction is divided by e: {1 / (LR * curvature[0]):.3g}")

# %% [markdown]
# The steepest direction is more than two million times as steep as the flattest one (condition number 2.19e6). The
# steepest one limits the learning rate to 1.117e-5. With that rate the flattest one needs over a million steps for a
# substantial part of its way; after 25,000 steps 98 % of the distance is still there. And the flattest direction is, to
# four digits, the bias itself. Each step multiplies by a known factor, so the rest of the way can be computed instead
# of waited for:


# %%
def bias_after(steps):
    """W and b after so many steps, computed from the eigenvalues of H."""
    distance = directions.T @ (np.vstack([W0.T, b0]) - best)
    now = best + directions @ ((1 - LR * curvature[:, None]) ** steps * distance)
    return now[D]


milestones = [(25_000, BLUE, "s"), (250_000, GREEN, "^"), (1_000_000, PURPLE, "D"), (5_000_000, ORANGE, "v")]
way = np.array([bias_after(s) for s in np.rint(np.logspace(0, 7.3, 200))])

# %% folded=true
fig, ax = plt.subplots()
ax.plot(way[:, 0], way[:, 1], color=GREY, lw=1.5, zorder=1)
ax.scatter(*b0, color="black", s=55, zorder=3, label="start")
for count, colour, marker in milestones:
    ax.scatter(*bias_after(count), color=colour, marker=marker, s=55, zorder=3, label=f"{count:,} steps")
ax.scatter(*b_best, color="black", marker="*", s=170, zorder=3, label="optimum")
ax.set(xlabel="bias of the apples (t/ha)", ylabel="bias of the oranges (t/ha)", title="The long way of the bias")
ax.legend(loc="upper left")
show("A straight path of the bias from its start to its optimum, with marks after four numbers of steps.")
print("difference between the formula and your fit after 25,000 steps:", np.abs(bias_after(STEPS) - b).max())

# %% [markdown]
# The bias moves along a straight line. After 25,000 steps it has hardly left its start, after a million it is about
# half way, and after five million it is close to the optimum.
#
# ## Find the bug
#
# A classmate has built a model without a bias, in which a miss of $r$ costs $\sqrt{1 + r^2} - 1$: far fewer tons for an
# outlier than its square. The function stands in `suspect.py`, beside this notebook. Open that file and read it. The
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
# The classmate tried it on a single row, where nobody can see it.
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
# - The gradient of a linear model is a matrix product that sums the rows away; it has the shape of the parameter.
# - What is broadcast forward is summed backward. So a bias is a vector, and its gradient adds up the rows.
# - A loss that stands still is not a loss at its minimum. The curvature says how long the flat directions take.
# - The final loss cannot grade a gradient. Compare gradients themselves.
#
# Next, in assignment 4, the five rows come three times. The learning rate that worked here fails at once, and you find
# out why, what a mean changes, and how to standardise inputs and undo it.
