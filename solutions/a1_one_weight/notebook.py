# %% [markdown]
# # One weight
#
# Backpropagation on the smallest model there is: one input, one weight, one target. You write the prediction, the loss,
# the gradient at every node and the training loop yourself, in `one_weight.py`. This notebook explains one function at
# a time and checks it. At the end the weight trains, and you know exactly when it stops training.
#
# Your code goes into `one_weight.py`; save that file before you run a check cell.
# <!-- tasks -->

# %%
# %load_ext autoreload
# %autoreload 2
import matplotlib.pyplot as plt
import numpy as np
import one_weight as ow
from gradcheck import check
from ladder import check_step
from matplotlib.patches import FancyBboxPatch
from pictures import show

BLUE, ORANGE, GREEN, PURPLE, GREY = "#0072B2", "#B34E00", "#007A58", "#AA4499", "#666666"
plt.rcParams.update({"figure.figsize": (7, 4), "axes.grid": True, "grid.alpha": 0.3, "axes.axisbelow": True})

# %% [markdown]
# ## The question
#
# A teacher's notebook begins with three numbers: the input $x = 1$, the target $y = 2$ and the weight $w = 1$. It
# writes down a loss, calls `loss.backward()`, and prints
#
#     w.grad = -2
#
# Where does the $-2$ come from? The notebook gives three rules:
#
# 1. Compute the loss from the inputs. This is the *forward pass*.
# 2. Compute the gradient at each node.
# 3. Find the gradient of the loss with respect to the inputs by the chain rule. This is the *backward pass*.
#
# You will follow them by hand until the $-2$ holds no mystery.
#
# ## 1. Forward
#
# The model multiplies: $\hat y = x\,w$. With the teacher's numbers it predicts 1. Write `forward`, save, and run the
# check.

# %% task="forward"
check("forward")

# %% [markdown]
# ## 2. Loss
#
# How bad is a prediction? The difference $y - \hat y$ says how far it is from the target and on which side. The loss
# squares it, so that both sides count alike and far misses count most:
#
# $$L = (y - \hat y)^2$$
#
# A prediction of 1 for the target 2 costs 1; a prediction of 5 for the target 2 costs 9. There is no factor ½ in this
# course.

# %% task="loss"
check("loss")

# %% [markdown]
# ## 3. Gradients
#
# The forward pass goes through two nodes: first the product, then the squared error.
#
# $$w,\;x \;\longrightarrow\; \hat y = x\,w \;\longrightarrow\; L = (y - \hat y)^2$$
#
# A gradient answers one question: if this number grew by a tiny amount, how many times as much would the loss grow? You
# can find out by trying. With the teacher's numbers $\hat y$ is 1 and the loss is 1. Let $\hat y$ grow by 0.01: the
# loss becomes $0.99^2 = 0.9801$. It fell by 0.0199, which is about 2 times 0.01. So the gradient there is about $-2$.
#
# Trying is slow, and never exact. The backward pass gets the exact numbers, one node at a time. It begins at $L$
# itself. If $L$ grows by a tiny amount, how many times as much does $L$ grow? Once. So **the gradient at $L$ is 1**,
# whatever the loss is. Every other gradient is this 1, multiplied by one factor for each node on the way back.
#
# For the numbers to type in this section, `x = 5`, `w = 0.8` and `y = 7`. Take a pencil. First the forward pass: what
# are $\hat y$ and $L$?
#
# <details>
# <summary>Compare</summary>
#
# The prediction is 4. The target is 3 away from it, and the loss is 9.
#
# </details>

# %% [markdown]
# ### The squared error
#
# **Predict the signs.** The prediction is below the target. If the prediction grows a little, does the loss rise or fall?
# And if the target grows a little?
#
# <details>
# <summary>Compare</summary>
#
# If the prediction grows, it comes nearer to the target: the loss falls, and $\partial L / \partial \hat y$ is negative.
# If the target grows, it goes away from the prediction: the loss rises, and $\partial L / \partial y$ is positive. Only
# the difference of the two counts, so both gradients have the same size.
#
# </details>

# %% [markdown]
# **One number.** Work out $\partial L / \partial \hat y$. The outside of the loss is a square, and inside of it stands
# $\hat y$ with a minus. Replace the three dots by your number, and run the cell.

# %%
check_step("gradients", 1, ...)

# %% [markdown]
# And $\partial L / \partial y$?

# %%
check_step("gradients", 2, ...)

# %% [markdown]
# ### The product
#
# This node knows nothing of the loss. It has two *local* gradients: how $\hat y$ changes with $w$, and how it changes
# with $x$. Work out the first, $\partial \hat y / \partial w$. (If you are not sure, let $w$ grow by 0.01 and look.)

# %%
check_step("gradients", 3, ...)

# %% [markdown]
# ### The chain
#
# What arrives from the loss is multiplied by the local gradient:
#
# $$\frac{\partial L}{\partial w} = \frac{\partial L}{\partial \hat y}\cdot\frac{\partial \hat y}{\partial w},
# \qquad
# \frac{\partial L}{\partial x} = \frac{\partial L}{\partial \hat y}\cdot\frac{\partial \hat y}{\partial x}$$
#
# Nothing is added here, because there is only one way from $w$ to $L$.
#
# **Predict.** Should a larger weight make this loss larger or smaller? Then work out $\partial L / \partial w$.

# %%
check_step("gradients", 4, ...)

# %% [markdown]
# And $\partial L / \partial x$, which goes through the other local gradient:

# %%
check_step("gradients", 5, ...)

# %% [markdown]
# **The formulas with gaps.** Now without numbers. Write them on paper, and fill each $\square$:
#
# $$\frac{\partial L}{\partial \hat y} = \square\,(y - \hat y)\cdot\square,
# \qquad
# \frac{\partial L}{\partial y} = \square\,(y - \hat y)\cdot\square,
# \qquad
# \frac{\partial \hat y}{\partial w} = \square,
# \qquad
# \frac{\partial \hat y}{\partial x} = \square$$
#
# Then put the chain together:
#
# $$\frac{\partial L}{\partial w} = \square\,(y - \hat y)\cdot\square$$
#
# You need some of these: $1$, $-1$, $2$, $-2$, $\tfrac12$, $x$, $w$, $y$, $\hat y$, $L$.
#
# <details>
# <summary>Compare</summary>
#
# From left to right: $2$ and $-1$; then $2$ and $1$; then $x$; then $w$. The $2$ comes from the square, the $-1$ from
# the minus before $\hat y$. In the chain, $-2$ and $x$: what arrives from the loss, times the local gradient.
#
# </details>

# %% [markdown]
# Write `gradients`. It returns a dict with five keys: `dL_dyhat`, `dyhat_dw`, `dL_dw`, `dL_dx`, `dL_dy`. When something
# is off, the check names the key: repair the first one in this order, and the others often follow.

# %% task="gradients"
check("gradients")

# %% [markdown] derivation="gradients"
# **The squared error.** The derivative of a square is twice what is squared, times the derivative of the inside. The
# inside is $y - \hat y$: it falls when $\hat y$ grows, and grows when $y$ grows.
#
# $$\frac{\partial L}{\partial \hat y} = 2\,(y - \hat y)\cdot(-1) = -2\,(y - \hat y),
# \qquad
# \frac{\partial L}{\partial y} = 2\,(y - \hat y)\cdot(+1) = 2\,(y - \hat y)$$
#
# **The product.** If $w$ grows by a little, $\hat y$ grows by $x$ times as much; if $x$ grows by a little, $\hat y$ grows
# by $w$ times as much.
#
# $$\frac{\partial \hat y}{\partial w} = x,
# \qquad
# \frac{\partial \hat y}{\partial x} = w$$
#
# **The chain.** Multiply what arrives by the local gradient:
#
# $$\frac{\partial L}{\partial w} = -2\,(y - \hat y)\,x,
# \qquad
# \frac{\partial L}{\partial x} = -2\,(y - \hat y)\,w$$

# %% [markdown]
# Now compare with the teacher. PyTorch records the forward pass and runs the chain rule by itself. You do not need to
# install it: without it, this cell shows the numbers that the teacher's notebook printed.
#
# **Predict, then run.** The teacher had $x = 1$, $w = 1$ and $y = 2$. The gradient of $w$ is $-2$. Write down the
# gradients of $x$ and of $y$ before you run the cell.

# %%
try:
    import torch
except ImportError:
    print("PyTorch is not installed. The teacher's notebook printed these numbers:")
    teacher = {"w.grad": -2.0, "x.grad": -2.0, "y.grad": 2.0}
else:
    x, w, y = (torch.tensor(value, requires_grad=True) for value in (1.0, 1.0, 2.0))
    torch.nn.functional.mse_loss(x * w, y).backward()
    teacher = {"w.grad": w.grad.item(), "x.grad": x.grad.item(), "y.grad": y.grad.item()}

mine = ow.gradients(1.0, 1.0, 2.0)
print(f"{'':8}{'torch':>8}{'yours':>8}")
for (name, number), key in zip(teacher.items(), ("dL_dw", "dL_dx", "dL_dy")):
    print(f"{name:8}{number:8g}{float(mine[key]):8g}")


# %% [markdown]
# The picture below is drawn with your numbers. Each box is a node: its value in blue, the gradient of the loss with
# respect to it in orange. Values were computed from left to right, gradients from right to left. Each arrow carries its
# local gradient; to pass an arrow backwards, multiply by it.


# %% folded=true
def draw_graph(x, w, y):
    """Draw the computation graph with the learner's values and gradients."""
    y_hat, grads = ow.forward(x, w), ow.gradients(x, w, y)
    at = {"w": (0.9, 2.9), "x": (0.9, 1.1), "ŷ = x·w": (4.3, 2.0), "y": (4.3, 0.2), "L = (y − ŷ)²": (7.7, 1.1)}
    values = dict(zip(at, (w, x, y_hat, y, ow.loss(y_hat, y))))
    slopes = dict(zip(at, (grads["dL_dw"], grads["dL_dx"], grads["dL_dyhat"], grads["dL_dy"], 1.0)))
    arrows = [
        ("w", "ŷ = x·w", "∂ŷ/∂w", grads["dyhat_dw"]),
        ("x", "ŷ = x·w", "∂ŷ/∂x", w),
        ("ŷ = x·w", "L = (y − ŷ)²", "∂L/∂ŷ", grads["dL_dyhat"]),
        ("y", "L = (y − ŷ)²", "∂L/∂y", grads["dL_dy"]),
    ]

    _, ax = plt.subplots()
    for start, end, name, local in arrows:
        (x0, y0), (x1, y1) = at[start], at[end]
        ax.annotate("", (x1 - 0.95, y1), (x0 + 0.95, y0), arrowprops={"arrowstyle": "-|>", "color": GREY, "lw": 1.3})
        side = 0.36 if y0 > y1 else -0.36
        label = f"{name} = {local:g}".replace("-", "−")
        ax.text((x0 + x1) / 2 - 0.05, (y0 + y1) / 2 + side, label, ha="left", va="center", color=GREY, fontsize=9)
    for name, (cx, cy) in at.items():
        corner, style = (cx - 0.85, cy - 0.4), "round,pad=0.08"
        ax.add_patch(FancyBboxPatch(corner, 1.7, 0.8, boxstyle=style, facecolor="#F5F5F5", edgecolor=GREY))
        ax.text(cx, cy + 0.27, name, ha="center", va="center", fontsize=10)
        for down, what, number, color in ((0, "value", values[name], BLUE), (0.27, "gradient", slopes[name], ORANGE)):
            text = f"{what} {number:g}".replace("-", "−")
            ax.text(cx, cy - down, text, ha="center", va="center", fontsize=9, color=color)
    ax.set(xlim=(-0.15, 8.75), ylim=(-0.5, 3.6), title=f"Forward and backward pass at x = {x:g}, w = {w:g}, y = {y:g}")
    ax.axis("off")
    plt.tight_layout()
    show(f"Boxes joined by arrows, each with its value and its gradient, at x = {x:g}, w = {w:g}, y = {y:g}.")


draw_graph(1.0, 1.0, 2.0)

# %% [markdown]
# In the picture, arrows lead from $w$ and $x$ to $\hat y$, and from $\hat y$ and $y$ to $L$. With the teacher's numbers
# three gradients are $-2$, and $x$ and $w$ are both 1. A program that forgets $x$, or that confuses $x$ with $w$, would
# print the same. Numbers that can tell mistakes apart are all different. The box of $L$ has the gradient 1: there the
# backward pass begins.
#
# **Predict, then run.** The next picture has $x = 3$, $w = 0.2$ and $y = 5$. The prediction is too low. Which boxes get a
# negative gradient? Which box gets the gradient of the largest size? Write both down.

# %%
draw_graph(3.0, 0.2, 5.0)

# %% [markdown]
# The same graph can be watched while it works. Press *Step*: going down, each node gets its value. Going up, each arrow
# multiplies the gradient that arrived at its lower end (*upstream*) by its *local* gradient, and hands the product up as
# a *share*. Say the next number before you press. The numbers come from your functions.

# %% folded=true
from watch import Frame, Node, Plane, number, slider, step_through


def watch_graph(x, w, y):
    """The computation graph with the learner's numbers, to step through."""
    y_hat, grads = ow.forward(x, w), ow.gradients(x, w, y)
    nodes = [
        Node("w", w),
        Node("x", x),
        Node("ŷ", y_hat, "x·w", [("w", grads["dyhat_dw"]), ("x", w)]),
        Node("y", y),
        Node("L", ow.loss(y_hat, y), "(y − ŷ)²", [("ŷ", grads["dL_dyhat"]), ("y", grads["dL_dy"])]),
    ]
    return step_through(nodes, f"Forwards and backwards at x = {x:g}, w = {w:g}, y = {y:g}")


watch_graph(3.0, 0.2, 5.0)

# %% [markdown]
# The boxes and arrows are those of the picture above. The gradients of $w$, $x$ and $\hat y$ are negative: if one of
# these numbers grows, the prediction grows, and the loss falls. That of $w$ is the largest in size, because $w$ is
# multiplied by 3 on its way, and $x$ only by 0.2. Check two of the gradients with a pencil before you go on.
#
# ## 4. Update
#
# The gradient says in which direction the loss grows, and how fast. Gradient descent goes the other way. How far is set
# by the learning rate $\eta$ (in code: `lr`):
#
# $$w_{\text{new}} = w - \eta\,\frac{\partial L}{\partial w}$$

# %% task="update"
check("update")

# %% [markdown]
# ## 5. Train
#
# Repeat: the gradient at the present weight, then one update. `train` returns every weight on the way, the start
# included, so that 3 steps give 4 numbers and 0 steps give 1. Build it from your own `gradients` and `update`.

# %% task="train"
check("train")

# %% [markdown]
# The teacher's sample, trained with a learning rate of 0.1. The best weight is $y/x = 2$, where the loss is 0.
#
# **Predict, then run.** The first step goes from 1 to 1.2. Is the second step longer, shorter or just as long? Does the
# weight reach 2 in ten steps, or does it pass 2, or does it only come nearer?

# %%
for step, weight in enumerate(ow.train(1.0, 2.0, 1.0, 0.1, 10)):
    print(f"step {step:2d}   w = {weight:.6f}   loss = {ow.loss(ow.forward(1.0, weight), 2.0):.6f}")

# %% [markdown]
# ## 6. The largest stable learning rate
#
# Each step was shorter than the one before it. By how much? Look at the distance $d = w - y/x$ of the weight from the
# best weight, before and after a step.
#
# **One number.** Take `x = 5`, `y = 10`, `w = 3` and `lr = 0.03`. The best weight is 2, so the distance is 1. Do one step
# with a pencil. What is the new distance, with its sign?

# %%
check_step("largest_stable_lr", 1, ...)

# %% [markdown]
# **Predict.** The next step begins at the new weight. By which number is the distance multiplied this time? And what
# happens to the weight in the long run, if that number is 0.9, or $-0.9$, or $-1$, or $-1.1$?
#
# <details>
# <summary>Compare</summary>
#
# By the same number as in the first step. With 0.9 the weight creeps to the best weight from one side. With $-0.9$ it
# jumps from side to side and comes nearer. With $-1$ it jumps for ever and keeps its distance. With $-1.1$ it jumps, and
# runs away.
#
# </details>

# %% [markdown]
# **The formula with gaps.** Since $y - x\,w = -x\,d$, you can write the gradient with $d$ alone. Then write one step:
#
# $$\frac{\partial L}{\partial w} = \square\; d,
# \qquad
# d_{\text{new}} = d - \eta\cdot\square\; d = (1 - \square)\; d$$
#
# Only numbers, $x$ and $\eta$ stand in the gaps.
#
# <details>
# <summary>Compare</summary>
#
# The first two gaps are both $2 x^2$. The last gap is $2\eta x^2$. With $x = 5$ and $\eta = 0.03$ that is 1.5, and the
# distance is multiplied by $-0.5$.
#
# </details>

# %% [markdown]
# Find the learning rate at which the factor in the brackets is exactly $-1$, and write `largest_stable_lr`.

# %% task="largest_stable_lr"
check("largest_stable_lr")

# %% [markdown] derivation="largest_stable_lr"
# With the distance $d$ the gradient is $-2\,(y - x\,w)\,x$ with $-x\,d$ in the brackets, and one step changes the
# distance:
#
# $$\frac{\partial L}{\partial w} = 2\,x^2\,d,
# \qquad
# d_{\text{new}} = (1 - 2\,\eta\,x^2)\,d$$
#
# As long as the factor lies between $-1$ and $1$, the distance shrinks. It is $-1$ where
#
# $$\eta = \frac{1}{x^2}$$

# %% [markdown]
# Every step multiplies the distance by the same factor $1 - 2\eta x^2$. So the whole path is known beforehand:
#
# $$w_t = \frac yx + (1 - 2\,\eta\,x^2)^t\left(w_0 - \frac yx\right)$$
#
# **Predict, then run.** Four learning rates on the teacher's sample: 0.1, 0.8, 1 and 1.05. Say for each of them what the
# weight does: creep, jump and settle, jump for ever, or run away.
#
# In the picture the grey curve is the loss over the weight; the dots are the weights your `train` passes through, joined
# in their order, beginning at the open circle.

# %%
x, y, start, steps = 1.0, 2.0, 1.0, 8
limit = ow.largest_stable_lr(x)
shares = {0.1: GREEN, 0.8: BLUE, 1.0: PURPLE, 1.05: ORANGE}  # parts of the limit
grid = np.linspace(-0.4, 4.4, 200)

# %% folded=true
fig, axes = plt.subplots(2, 2, figsize=(7, 4), sharex=True, sharey=True)
for ax, (share, color) in zip(axes.flat, shares.items()):
    weights = ow.train(x, y, start, share * limit, steps)
    losses = [ow.loss(ow.forward(x, weight), y) for weight in weights]
    ax.plot(grid, [ow.loss(ow.forward(x, weight), y) for weight in grid], color=GREY, lw=1)
    ax.plot(weights, losses, "-", color=color, lw=0.8, alpha=0.6)
    ax.plot(weights[1:], losses[1:], "o", color=color, ms=4.5)
    ax.plot(weights[0], losses[0], "o", markerfacecolor="white", markeredgecolor="black", ms=6.5)
    ax.set_title(f"lr = {share * limit:g}", fontsize=10)
for ax in axes[1]:
    ax.set_xlabel("weight w")
for ax in axes[:, 0]:
    ax.set_ylabel("loss L")
plt.tight_layout()
show("Four parabolas of the loss over the weight, one for each learning rate. On them lie the dots of eight steps.")

# %% [markdown]
# With 0.1 the dots creep, with 0.8 they jump across and settle, with 1 they jump for ever, and with 1.05 they run away.
# The slider has all the rates in between. The dots are the first eight steps of your `train`, and the open circle is
# the start. Watch the factor: where is it 0, where does it turn negative, and what do the dots do when it passes $-1$?

# %% folded=true
def steps_at(lr, x=1.0, y=2.0, start=1.0, steps=8):
    """The slider's place for one learning rate: where the steps go, and what the factor is."""
    weights = ow.train(x, y, start, lr, steps)
    factor = 1 - 2 * lr * x * x
    happens = "creeps, from one side" if factor > 0 else "jumps across, and comes nearer"
    if abs(factor) < 1e-9:
        happens = "is there after one step"
    elif factor <= -1 + 1e-9:
        happens = "jumps across, and stays as far" if factor > -1 - 1e-9 else "jumps across, and runs away"
    says = {
        "factor 1 − 2·lr·x²": number(factor),
        "distance from the best weight, steps 0 to 4": ", ".join(number(abs(w - y / x)) for w in weights[:5]),
        "the weight": happens,
    }
    return Frame(number(lr), [(w, ow.loss(ow.forward(x, w), y)) for w in weights], says)


slider(
    "One weight: what the learning rate does",
    "lr =",
    Plane((-0.6, 4.6), (0, 6), "weight w", "loss L"),
    [steps_at(place / 20) for place in range(1, 25)],
    start=3,
    curves=[[(w, ow.loss(ow.forward(1.0, w), 2.0)) for w in np.linspace(-0.6, 4.6, 105)]],
    marks=[((2.0, 0.0), "best")],
)

# %% [markdown]
# The same as distances, on a logarithmic scale and with other numbers. A constant factor in every step is a straight
# line: falling while the factor is smaller than 1 in size, level at the largest stable learning rate, rising beyond it.

# %% folded=true
x, y, start, steps = 3.0, 5.0, 0.2, 30
limit = ow.largest_stable_lr(x)

fig, ax = plt.subplots()
for (share, color), marker in zip(shares.items(), "osD^"):
    distance = np.abs(np.array(ow.train(x, y, start, share * limit, steps), dtype=float) - y / x)
    label = f"lr = {share * limit:.4f}, factor {1 - 2 * share:+.2f}"
    ax.semilogy(distance, marker=marker, ms=3.5, lw=1, color=color, label=label)
ax.set(xlabel="step", ylabel="distance |w − y/x| from the best weight")
ax.set_title(f"x = {x:g}, y = {y:g}, start w = {start:g}")
ax.legend(loc="lower left", fontsize=9)
plt.tight_layout()
show("Distance from the best weight against the step, logarithmic: two falling lines, a level line and a rising line.")

# %% [markdown]
# Two lines fall, the line at the limit stays level, and the last line rises. Their markers are circles, squares,
# diamonds and triangles, in the order of the legend.
#
# **Predict, then run.** The limit depends on the input alone. For $x = 1$ it is 1. How large is it for $x = 90$, a
# temperature in °F?

# %%
for x in (0.1, 1.0, 3.0, 90.0):
    print(f"x = {x:5g}   largest stable learning rate {ow.largest_stable_lr(x):.3g}")

# %% [markdown]
# An input that is ninety times as large allows a rate that is 8100 times as small.

# %% [markdown]
# ## Find the bug
#
# A classmate has built another model: its weight is used twice, and a miss of $r$ costs $r^4/4$. The function stands in
# `suspect.py`, beside this notebook. Open that file and read it. The training looks fine:

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
# The classmate tried it on $x = 1$, where nobody can see it.
#
# Write `find_bug`. It returns the id of the mistake, and an example on which the mistake shows: arguments on which the
# right numbers differ from the suspect's by one per cent or more. The check below compares the suspect with the slopes
# of the classmate's loss, which it works out from losses close by. It says whether the mistake shows. Whether you named
# the right mistake, you hear from the grader. An id counts only beside an example that shows the mistake, so a guess
# earns little.

# %% task="find_bug"
check("find_bug")

# %% [markdown] question="text"
# ## Question
#
# <!-- question -->

# %% [markdown] question="answer"
# Your answer here.

# %% [markdown]
# ## What you have learned
#
# - The forward pass computes values from the inputs to the loss; the backward pass computes gradients from the loss to
#   the inputs.
# - Each node knows only its local gradient. The chain rule multiplies it by what arrives from the loss.
# - Numbers such as 1 and 2 hide mistakes: at $x = 1$ a forgotten $x$ cannot be seen.
# - Gradient descent on a squared error multiplies the distance from the best weight by a fixed factor. The learning
#   rate and the size of the input decide whether that factor shrinks it.
#
# Next: `a2_gradient_check`. There you build the tool that tells a right gradient from a wrong one without knowing the
# formula. After that, `a3_linear_regression` goes from one weight to a matrix of them.
