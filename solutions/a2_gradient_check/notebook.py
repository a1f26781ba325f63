# %% [markdown]
# # The referee: checking gradients
#
# A program with a wrong gradient does not crash. It trains, its loss falls, and what it has learned is a little or very
# much off. So before you derive gradients by hand, you build somebody who checks them: a referee that knows nothing of
# derivatives, gets its own gradient from the loss alone, and says in one word what is wrong with yours.
#
# Your code goes into `gradient_check.py`; save that file before you run a check cell.
# <!-- tasks -->

# %%
# %load_ext autoreload
# %autoreload 2
import gradient_check as referee
import matplotlib.pyplot as plt
import numpy as np
from gradcheck import check
from ladder import check_step
from pictures import show

BLUE, ORANGE, GREEN, PURPLE, GREY = "#0072B2", "#B34E00", "#007A58", "#AA4499", "#666666"
plt.rcParams.update({"figure.figsize": (7, 4), "axes.grid": True, "grid.alpha": 0.3, "axes.axisbelow": True})
np.set_printoptions(precision=4, suppress=True)

# %% [markdown]
# ## Why a referee?
#
# A cup of coffee cools. Its temperature above that of the room falls like $a\,e^{-ct}$, where $a$ is the start and $c$
# how fast it goes. From eight readings, gradient descent finds $a$ and $c$. Two people derived $\partial L/\partial c$
# for the summed squared error, and got two formulas:
#
# $$\text{Ada:}\quad \sum_i 2\,r_i\cdot a\,e^{-c t_i}\cdot(-t_i)
# \qquad\qquad
# \text{Ben:}\quad \sum_i 2\,r_i\cdot a\cdot(-t_i)
# \qquad\qquad r_i = a\,e^{-c t_i} - y_i$$
#
# Ben lost the exponential on the way. Here are both trainings, from the same start.

# %%
time = np.array([0.0, 0.2, 0.4, 0.6, 0.8, 1.0, 1.2, 1.4])  # hours
warmth = np.array([6.4, 4.4, 3.2, 2.4, 1.9, 1.9, 1.8, 1.9])  # tens of degrees above the room


def coffee_loss(p):
    """The summed squared error of the curve with start p[0] and rate p[1]; p[2:] is empty for now."""
    return float(np.sum(np.square(p[0] * np.exp(-p[1] * time) + p[2:].sum() - warmth)))

# %% folded=true
def coffee_gradient(p, who):
    """What Ada or Ben derived: dL/da (the same) and dL/dc (not the same)."""
    fall = np.exp(-p[1] * time)
    up = 2.0 * (p[0] * fall + p[2:].sum() - warmth)
    dc = np.dot(up, -time * p[0] * (fall if who == "Ada" else 1.0))
    return np.array([np.dot(up, fall), dc, up.sum()])[: p.size]


def coffee_training(who, start=(3.0, 0.5), steps=600, lr=0.004):
    """Gradient descent from the start, and the loss before each step."""
    p, losses = np.array(start), []
    for _ in range(steps):
        losses.append(coffee_loss(p))
        p = p - lr * coffee_gradient(p, who)
    return p, losses


ada, ada_losses = coffee_training("Ada")
ben, ben_losses = coffee_training("Ben")

# %% folded=true
fig, (left, right) = plt.subplots(1, 2, figsize=(9, 4))
left.plot(ada_losses, color=BLUE, lw=2, label="Ada")
left.plot(ben_losses, color=ORANGE, lw=2, ls="--", label="Ben")
left.set(xlabel="step", ylabel="summed squared error, (10 °C)²", yscale="log", title="Both losses fall")
left.minorticks_off()
left.set_yticks([2, 5, 10], ["2", "5", "10"])
left.legend()
fine = np.linspace(0, 1.4, 100)
right.plot(time, warmth, "o", color="black", label="readings")
right.plot(fine, ada[0] * np.exp(-ada[1] * fine), color=BLUE, lw=2, label="Ada")
right.plot(fine, ben[0] * np.exp(-ben[1] * fine), color=ORANGE, lw=2, ls="--", label="Ben")
right.set(xlabel="time, hours", ylabel="above the room, 10 °C", title="What was learned")
right.legend()
fig.tight_layout()
show("Left: two losses against the step. Right: the readings of the coffee and the two curves that were learned.")
print(f"Ada: a = {ada[0]:.3f}, c = {ada[1]:.3f}, loss {ada_losses[-1]:.4f}")
print(f"Ben: a = {ben[0]:.3f}, c = {ben[1]:.3f}, loss {ben_losses[-1]:.4f}")

# %% [markdown]
# Ben's loss falls as fast as Ada's, for a while even faster, and then it stands still, as a loss does that has arrived.
# Without her curve beside it nothing would say that anything is wrong, and his $c$ is off by a seventh. A loss tells
# whether a step went down. It does not tell whether the direction was the gradient.
#
# ### Both curves miss
#
# Ada's gradient is right, and her curve misses the readings as well. The formula $a\,e^{-ct}$ goes down to the
# temperature of the room, and this cup stands on a warm plate: the last four readings stay near 19 °C above the room.
# So give the formula an offset, $a\,e^{-ct} + d$, and fit $d$ too. The slope for $d$ is right for both; Ben keeps his
# formula for $c$.
#
# **Predict, then run.** Will Ben's curve go through the readings now?

# %%
ada3, ada3_losses = coffee_training("Ada", start=(3.0, 0.5, 0.0), steps=2000)
ben3, ben3_losses = coffee_training("Ben", start=(3.0, 0.5, 0.0), steps=2000)
for who, p, losses in (("Ada", ada3, ada3_losses), ("Ben", ben3, ben3_losses)):
    print(f"{who}: a = {p[0]:.3f}, c = {p[1]:.3f}, d = {p[2]:.3f}", end="   ")
    print(f"last loss {losses[-1]:.4f}, smallest loss {min(losses):.4f} before step {np.argmin(losses)}")

# %% folded=true
fig, (left, right) = plt.subplots(1, 2, figsize=(9, 4))
left.plot(ada3_losses, color=BLUE, lw=2, label="Ada")
left.plot(ben3_losses, color=ORANGE, lw=2, ls="--", label="Ben")
left.set(xlabel="step", ylabel="summed squared error, (10 °C)²", yscale="log", title="With an offset")
left.legend()
right.plot(time, warmth, "o", color="black", label="readings")
for p, colour, style, who in ((ada3, BLUE, "-", "Ada"), (ben3, ORANGE, "--", "Ben")):
    right.plot(fine, p[0] * np.exp(-p[1] * fine) + p[2], color=colour, ls=style, lw=2, label=who)
right.set(xlabel="time, hours", ylabel="above the room, 10 °C", title="What was learned")
right.legend()
fig.tight_layout()
show("Left: the two losses against the step. Right: the readings and the two curves that were learned with an offset.")

# %% [markdown]
# Ada's curve goes through the readings: her loss falls from 1.68 without the offset to 0.09 with it. Ben's loss falls
# to 0.66 and then climbs for the rest of the run to 2.36, more than he had without the offset.
#
# So there are two faults here, and a loss mixes them up. The first formula was wrong for this cup, and no gradient
# could mend that. Ben's gradient is wrong, and no better formula mends that. Which of the two you have, the loss does
# not say. A check of the gradient does, and it needs no curve that fits.
#
# ## 1. The numeric gradient
#
# A derivative is a limit of quotients, and a quotient can be computed from values of $f$ alone. The simplest one takes a
# step of length $h$ to the right. It is called the forward difference:
#
# $$\frac{f(x+h)-f(x)}{h}$$
#
# It is not exact, because $f$ bends on the way. A second quotient steps to *both* sides, by $h$ each, and divides by the
# distance of the two places. It is called the **central difference**. You find out which of the two is better.
#
# **Predict.** Take the parabola $f(x) = x^2$ at $x = 3$. Its derivative is 6. Draw it. A straight line through the points
# at 3 and at 3.1: is it steeper than the tangent, or flatter? And a line through the points at 2.9 and at 3.1?
#
# <details>
# <summary>Compare</summary>
#
# The parabola gets steeper to the right, so the first line is steeper than the tangent. The second line is too steep on
# its right side and too flat on its left side. For a parabola the two cancel, and the line is exactly as steep as the
# tangent.
#
# </details>

# %% [markdown]
# **Numbers.** Now the cube, $f(x) = x^3$, with `x = 1` and `h = 0.1`. The derivative is 3, and you need
# $1.1^3 = 1.331$ and $0.9^3 = 0.729$. First the forward difference. Replace the three dots by your number.

# %%
check_step("numeric_gradient", 1, ...)

# %% [markdown]
# And the central difference:

# %%
check_step("numeric_gradient", 2, ...)

# %% [markdown]
# The errors are what is more than 3. With a tenth of $h$, `h = 0.01`, the forward difference is 3.0301, and its error is
# about a tenth of what it was. Guess how large the *error* of the central difference is now, then work it out: $1.01^3$
# is 1.030301, and $0.99^3$ is 0.970299. Type the error of the central difference with `h = 0.01`.

# %%
check_step("numeric_gradient", 3, ...)

# %% [markdown]
# **The formula with gaps.** Taylor's formula says where these errors come from:
#
# $$f(x+h) = f(x) + h f'(x) + \tfrac{h^2}{2} f''(x) + \tfrac{h^3}{6} f'''(x) + \dots$$
# $$f(x-h) = f(x) - h f'(x) + \tfrac{h^2}{2} f''(x) - \tfrac{h^3}{6} f'''(x) + \dots$$
#
# Subtract the second line from the first. Which terms cancel? Then divide so that $f'(x)$ stands alone:
#
# $$\frac{f(x+h)-f(x-h)}{\square} = f'(x) + \square\, f'''(x) + \dots$$
#
# <details>
# <summary>Compare</summary>
#
# The terms with $f(x)$ and with $h^2$ cancel. You divide by $2h$, the distance of the two places. The second gap is
# $h^2/6$: with a tenth of $h$ the error is a hundredth. For the cube, whose third derivative is 6, it is $h^2$.
#
# </details>

# %% [markdown]
# The central difference costs two calls of $f$ for each entry, where the forward difference could use $f(x)$ for all of
# them. The digits are worth it. The picture shows both, with a large $h$.


# %% folded=true
def bend(x):
    """The curve of the picture."""
    return 0.25 * x**3 - 0.5 * x**2 + 1.0


at, far = 1.2, 1.0
grid = np.linspace(-0.4, 3.0, 200)
slope = 0.75 * at**2 - at
fig, ax = plt.subplots()
ax.plot(grid, bend(grid), color=GREY, lw=3, alpha=0.6, label="f")
for x0, x1, colour, style, label in (
    (at - far, at + far, BLUE, "-", "central difference"),
    (at, at + far, ORANGE, "--", "forward difference"),
):
    steep = (bend(x1) - bend(x0)) / (x1 - x0)
    ax.plot(grid, bend(x0) + steep * (grid - x0), color=colour, ls=style, lw=1.8, label=f"{label}: slope {steep:.2f}")
    ax.plot([x0, x1], [bend(x0), bend(x1)], "o", color=colour)
ax.plot(grid, bend(at) + slope * (grid - at), color="black", lw=1, ls=":", label=f"tangent: slope {slope:.2f}")
ax.set(xlabel="x", ylabel="f(x)", ylim=(0, 3), title="Two quotients with h = 1, and the tangent at 1.2")
ax.legend(loc="upper left")
show("A curve with a dip and three straight lines: the tangent, the central difference and the steeper forward difference.")

# %% [markdown]
# The picture shows a curve with a dip, and three straight lines. The line of the central difference is nearly as flat
# as the tangent. The line of the forward difference is much steeper.
#
# A gradient is one such number for each entry of $x$: move *one* entry up, look, move it down, look, and leave all the
# others where they are. Then the next one. So $f$ is called twice for each entry, and the result has the shape of $x$,
# whatever that is: a vector, a matrix of weights, a single number without any axis.
#
# Three things around it make the difference between a sketch and a referee:
#
# - **x is not changed.** Whoever calls you goes on using it. Work on copies. If you do write into x and put the old
#   value back, then do so also when $f$ raises an error in between (`try` ... `finally`), and put back the old value
#   itself: `x + h - h` is not always `x`.
# - **Integers.** `np.array([2, 3])` cannot hold 2.00001; what you write into it is cut off. Make a copy *of floats*.
# - **Calls are costly.** In the assignments to come, one call of $f$ is a forward pass over all data. Two for each
#   entry, and not one more.

# %% task="numeric_gradient"
check("numeric_gradient")

# %% [markdown] derivation="numeric_gradient"
# Subtract the second Taylor line from the first. $f(x)$ and the terms with $h^2$ are the same in both, so they cancel.
# The terms with $h$ and with $h^3$ have opposite signs, so they double:
#
# $$f(x+h)-f(x-h) = 2h\,f'(x) + \tfrac{h^3}{3}f'''(x) + \dots$$
#
# Divide by $2h$, the distance of the two places. The error falls with $h^2$:
#
# $$\frac{f(x+h)-f(x-h)}{2h} = f'(x) + \tfrac{h^2}{6}f'''(x) + \dots$$
#
# In the forward difference only $f(x)$ cancels. The term with $h^2$ stays, and after the division the error falls with
# $h$ only:
#
# $$\frac{f(x+h)-f(x)}{h} = f'(x) + \tfrac{h}{2}f''(x) + \dots$$

# %% [markdown]
# Now ask your function about the coffee. At the place where Ben stopped, and with no formula at all:

# %%
print("dL/da, dL/dc by your function:", referee.numeric_gradient(coffee_loss, ben) + 0.0)
print("Ada's formulas:               ", coffee_gradient(ben, "Ada"))
print("Ben's formulas:               ", coffee_gradient(ben, "Ben"))

# %% [markdown]
# By Ben's formulas there is nothing left to do. The true gradient is not zero there.
#
# ### How small should h be?
#
# The formula says: as small as possible. Try it. The next cells take a function whose derivative is known, $e^x \sin x$
# at $x = 1$, and let $h$ run over fourteen powers of ten, once with all numbers in float64 (16 digits) and once in
# float32 (7 digits).
#
# **Predict, then run.** How large is the error of the central difference at $h = 10^{-2}$, as a power of ten? How large is
# it at $h = 10^{-12}$? Write both down, and a sketch of the line between them.


# %%
def known(x):
    """A function whose derivative is known, in the precision of its argument."""
    return np.exp(x) * np.sin(x)


exact = np.exp(1.0) * (np.sin(1.0) + np.cos(1.0))
steps = np.logspace(-13, 0, 105)


def errors(kind, sides):
    """The relative error of the quotient for every h, computed in one float type."""
    found = []
    for h in steps.astype(kind):
        x = kind(1.0)
        low = x - h if sides == 2 else x
        quotient = (known(x + h) - known(low)) / (kind(sides) * h)
        found.append(abs(float(quotient) / exact - 1))
    return np.array(found)

# %% folded=true
fig, ax = plt.subplots(figsize=(8, 5))
for kind, sides, colour, style, label in (
    (np.float64, 2, BLUE, "-", "central, float64"),
    (np.float64, 1, ORANGE, "--", "forward, float64"),
    (np.float32, 2, BLUE, ":", "central, float32"),
    (np.float32, 1, ORANGE, "-.", "forward, float32"),
):
    ax.plot(steps, np.maximum(errors(kind, sides), 1e-17), color=colour, ls=style, lw=1.8, label=label)
ax.plot(steps[60:], 0.3 * steps[60:] ** 2, color="black", lw=1)
ax.annotate("slope 2: h²", (3e-3, 3e-6), xytext=(2.5e-3, 2e-9), color="black")
ax.plot(steps[12:60], 1.2e-16 / steps[12:60], color="black", lw=1)
ax.annotate("slope -1: eps/h", (1e-9, 1e-7), xytext=(1.3e-12, 2e-8), color="black")
ax.set(xscale="log", yscale="log", xlabel="h", ylabel="relative error of the derivative", ylim=(1e-13, 20))
ax.set_title("The error for each step size")
ax.legend(loc="lower left", framealpha=1)
show("Relative error of the derivative against the step h, both logarithmic: four lines that fall and rise again.")

# %% [markdown]
# Each line falls and rises again like a V, and its two sides have two causes.
#
# - On the right, $h$ is too large, and the terms that Taylor's formula leaves out show. The error is like $h^2$ for the
#   central difference (slope 2), and like $h$ for the forward difference (slope 1).
# - On the left, $h$ is too small. $f(x+h)$ and $f(x-h)$ are then almost equal, each is known to its last digit only,
#   and in the difference the leading digits cancel. What is left of the rounding, about $\varepsilon\,|f|$, is divided
#   by $2h$: an error like $\varepsilon/h$ (slope $-1$), which grows as $h$ falls.
# - The float32 lines end in a flat piece on the left. There $h$ is so small that $x + h$ is rounded to $x$. The quotient
#   is 0, so the relative error is 1.
#
# The sum of the two, $h^2 + \varepsilon/h$, is smallest where both are alike, at $h \approx \varepsilon^{1/3}$. In
# float64 that is about $6\cdot10^{-6}$, and so 1e-5 is the default of your function.

# %%
for kind in (np.float64, np.float32):
    eps = float(np.finfo(kind).eps)
    measured = errors(kind, 2)
    near = np.abs(np.log10(steps / eps ** (1 / 3))) < 0.5
    print(f"{kind.__name__}: eps = {eps:.1e}   eps**(1/3) = {eps ** (1 / 3):.1e}", end="   ")
    print(f"error near that h: {np.median(measured[near]):.0e}   error at h = 1e-5: {measured[np.argmin(np.abs(steps - 1e-5))]:.0e}")

# %% [markdown]
# So a numeric gradient is right to about ten digits at best, and in float32 to four or five. It is a referee, not a
# replacement: good enough to convict a wrong formula, which is off by a factor 2 or a sign, and far too expensive to
# train with.
#
# ## 2. The relative error
#
# Your formula says 0.0021, the numeric gradient 0.0020. They differ by 0.0001: is that much? For a gradient of 0.002 it
# is five per cent and a mistake; for a gradient of 5000 it is nothing. So the distance is divided by a size. By which
# one?
#
# **Predict, then run.** There are three ways: divide $|a - b|$ by $|a|$, by $|b|$, or by $|a| + |b|$. Take $a = 1$. What
# does each of them give for $b = -1$? Which of them become very large when $b$ is near 0? Which stay the same when $a$
# and $b$ change places? The plot shows all three for $a = 1$.

# %% folded=true
b = np.linspace(-3, 3, 601)
distance, sizes = np.abs(1.0 - b), {"|a|": np.ones_like(b), "|b|": np.abs(b), "|a| + |b|": 1.0 + np.abs(b)}
fig, ax = plt.subplots()
for (label, size), colour, style in zip(sizes.items(), (ORANGE, PURPLE, BLUE), ("--", "-.", "-"), strict=True):
    with np.errstate(divide="ignore"):
        ax.plot(b, distance / size, color=colour, ls=style, lw=2, label=f"divided by {label}")
ax.set(xlabel="b, compared with a = 1", ylabel="relative error", ylim=(0, 4), title="Three ways to divide")
ax.legend(loc="upper right")
show("Three curves of the relative error against b. Only the curve divided by both magnitudes never exceeds 1.")

# %% [markdown]
# **Choose.** By which of the three should a referee divide?
#
# <details>
# <summary>Compare</summary>
#
# Divided by one of the two, the result depends on which of them is called $a$, and it explodes where that one is small.
# Divided by $|a| + |b|$ it is the same both ways and never more than 1: it is 1 when the signs are opposite, or when
# one number is 0 and the other is not. For numbers that are nearly equal it is half of the usual relative error. So the
# referee divides by $|a| + |b|$.
#
# </details>
#
# Two zeros are equal, and 0/0 is not a number; so the divisor is at least $10^{-12}$. Each entry has its own ratio. But
# the answer is one number.
#
# **Numbers.** Take `a = [6, -2, 0, 1]` and `b = [4, -2, 0, 3]`. Work out the four ratios, and type them in parentheses:
# `(0.3, ...)`.

# %%
check_step("relative_error", 1, ...)

# %% [markdown]
# Which one number should a referee report? It must notice one wrong weight among a thousand right ones.

# %%
check_step("relative_error", 2, ...)

# %% [markdown]
# **The formula with gaps.**
#
# $$\text{relative error}(a, b) = \square_i\; \frac{|a_i - b_i|}{\max(10^{-12},\ \square)}$$
#
# <details>
# <summary>Compare</summary>
#
# The first gap is the maximum over all entries: a mean would let one wrong weight among a thousand pass. The second gap
# is the sum of the two magnitudes, $|a_i| + |b_i|$.
#
# </details>

# %% [markdown]
# Two traps. NumPy broadcasts a column (3, 1) against a row (3,) and compares each with each; unequal shapes are an
# error here. And NaN, which appears when something overflowed, must not get lost: every comparison with it is False.
#
# **Predict, then run.** Which of the three maxima in the next cell are NaN? What shape does a column minus a row have?

# %%
nan = float("nan")
print("nan < 1e-6:", nan < 1e-6, "   nan >= 1e-6:", nan >= 1e-6)
print("max(0.0, nan):", max(0.0, nan), "   max(nan, 0.0):", max(nan, 0.0), "   np.max:", np.max([0.0, nan]))
print("a column minus a row:", (np.ones((3, 1)) - np.ones(3)).shape)

# %% task="relative_error"
check("relative_error")

# %% [markdown]
# ## 3. Factor and rest
#
# The relative error says that two gradients differ, not how. Most mistakes in a formula are a forgotten factor: the 2
# of the square, a minus, a division by the number of rows. Then $g$ is a multiple of the right gradient. So ask for the
# multiple $k\cdot\text{ref}$ that comes closest to $g$, and for what remains.
#
# Read both as vectors. The closest multiple is the foot of the perpendicular from $g$ on the line through ref:

# %% folded=true
ref2, g2 = np.array([3.0, 1.0]), np.array([1.2, 2.4])
foot = ref2 * (np.dot(g2, ref2) / np.dot(ref2, ref2))
fig, ax = plt.subplots(figsize=(6, 4.4))
for vector, colour, label, shift in (
    (ref2, "black", "ref", (6, -4)),
    (g2, BLUE, "g", (-4, 8)),
    (foot, ORANGE, "k · ref", (2, -16)),
):
    ax.annotate("", vector, (0, 0), arrowprops={"arrowstyle": "-|>", "color": colour, "lw": 2.2, "shrinkA": 0, "shrinkB": 0})
    ax.annotate(label, vector, xytext=shift, textcoords="offset points", color=colour, fontsize=12)
ax.plot(*np.array([foot, g2]).T, color=GREEN, lw=2, ls="--")
ax.annotate("rest", (foot + g2) / 2, xytext=(8, 0), textcoords="offset points", color=GREEN, fontsize=12)
ax.set(xlim=(-0.3, 3.6), ylim=(-0.4, 2.8), aspect="equal", xlabel="first entry", ylabel="second entry")
ax.set_title("The closest multiple, and what remains")
show("Three arrows from the origin: ref, g, and k times ref. A dashed line joins the tips of the last two.")

# %% [markdown]
# The picture shows three arrows from the origin: ref, $g$, and $k\cdot\text{ref}$, which lies on ref. A dashed line
# joins the tips of the last two. The rest $g - k\cdot\text{ref}$ stands at a right angle on ref, so their product
# $\langle\cdot,\cdot\rangle$ (entry by entry, everything added) is 0:
#
# $$\langle g - k\cdot\text{ref},\ \text{ref}\rangle = 0$$
#
# **The formula with gaps.** Solve this for $k$. And $r$ is the length of the rest in units of the length of ref:
#
# $$k = \frac{\langle g, \text{ref}\rangle}{\square}
# \qquad\qquad
# r = \frac{\lVert\square\rVert}{\lVert\square\rVert}$$
#
# <details>
# <summary>Compare</summary>
#
# The product of $g$ with ref, minus $k$ times the product of ref with itself, is 0. So the gaps are
# $\langle\text{ref}, \text{ref}\rangle$, then $g - k\cdot\text{ref}$ and ref:
#
# $$k = \frac{\langle g, \text{ref}\rangle}{\langle \text{ref}, \text{ref}\rangle}
# \qquad\qquad
# r = \frac{\lVert g - k\cdot\text{ref}\rVert}{\lVert\text{ref}\rVert}$$
#
# </details>
#
# With $k$ and $r$ the referee says what is wrong:
#
# | k | r | what it says |
# |---|---|---|
# | 1 | 0 | the same gradient |
# | 1/2 | 0 | a factor 2 is missing |
# | -1 | 0 | the sign |
# | 1/5, with five rows | 0 | a mean instead of a sum |
# | anything | not 0 | no factor explains it: something else is wrong |
#
# For a matrix all entries count, in any order: this is not a matrix product. If ref is all zero, no multiple is closer
# than another, and both numbers are NaN.

# %% task="scale_and_residual"
check("scale_and_residual")

# %% [markdown]
# ## 4. The verdict
#
# Now put the parts together. The first rule that holds gives the word:
#
# | word | when |
# |---|---|
# | `"wrong shape"` | the shapes differ |
# | `"ok"` | the relative error is below 1e-6 |
# | `"zero"` | every entry of g is 0 |
# | `"flipped"` | $k < 0$ and $r < 10^{-6}\,\lvert k\rvert$ |
# | `"scaled"` | $k > 0$ and $r < 10^{-6}\,\lvert k\rvert$ |
# | `"wrong"` | everything else, NaN and inf included |
#
# Why these? The tolerance of a millionth lies in the wide gap between rounding (a right gradient agrees to eight digits
# or more) and mistakes (a wrong one is off in the first or second). The order matters: zeros are also a multiple, with
# $k = 0$; a right gradient is one with $k = 1$. $r$ is compared with $|k|$ since $k\cdot\text{ref}$ is $|k|$ times as
# long as ref, and so are its rounding errors. And a negative factor has a word of its own because it is another kind of
# fault: along a scaled gradient the loss still falls, only at another speed, as long as the steps are not too long; along
# a flipped one it grows.
#
# Your verdict is graded as one grades a tester: it gets right gradients and planted wrong ones.

# %% task="verdict"
check("verdict")

# %% [markdown]
# ## The referee at work
#
# Five regions, three measurements each, two yields (temperature, rainfall, humidity; tons of apples and oranges). You
# meet these data again in the next assignment. All parameters of a linear model stand in one matrix $P$ of shape (4,
# 2): three rows of weights, and a last row for the two constants. Nine people handed in the gradient of the summed
# squared error at the same place. Which of them are right, and what did the others do? Guess before you run the second
# cell.

# %%
table = np.loadtxt("crop_yields.csv", delimiter=",", skiprows=1)
measured, yields = np.column_stack([table[:, :3], np.ones(5)]), table[:, 3:]
place = np.array([[0.0, 0.0], [1.0, 1.0], [0.0, 0.0], [2.0, 3.0]])


def crop_loss(P):
    """The summed squared error of the linear model with all its parameters in one matrix (4, 2)."""
    return float(np.square(measured.dot(P) - yields).sum())


handed_in = {
    "Ada": [[10496, -2048], [8900, -3754], [5244, -2950], [114, -34]],
    "Ben": [[5248, -1024], [4450, -1877], [2622, -1475], [57, -17]],
    "Cleo": [[-10496, 2048], [-8900, 3754], [-5244, 2950], [-114, 34]],
    "Dan": [[10496, 8900, 5244, 114], [-2048, -3754, -2950, -34]],
    "Eve": [[2099.2, -409.6], [1780, -750.8], [1048.8, -590], [22.8, -6.8]],
    "Finn": [[10496, -2048], [8900, -3754], [5244, -2950], [22.8, -6.8]],
    "Gus": [[114, -34], [114, -34], [114, -34], [114, -34]],
    "Hana": [[0, 0], [0, 0], [0, 0], [0, 0]],
    "Ines": [[10496, -2048], [8900, -3745], [5244, -2950], [114, -34]],
}
numeric = referee.numeric_gradient(crop_loss, place)
print(numeric)

# %%
print("       relative error            k            r   verdict")
for who, numbers in handed_in.items():
    g = np.array(numbers, dtype=float)
    if g.shape == numeric.shape:
        k, r = referee.scale_and_residual(g, numeric)
        said = f"{referee.relative_error(g, numeric):14.1e} {k:12.4f} {r:12.1e}"
    else:
        said = f"{'-':>14} {'-':>12} {'-':>12}"
    print(f"{who:6s} {said}   {referee.verdict(g, numeric)}")

# %% [markdown]
# Read the numbers, not the words only. Ben's $k$ is 1/2, Cleo's -1, Eve's 1/5: the 2 of the square, the sign, the
# number of rows. Dan's matrix has the wrong shape: it is the transpose of the right one. Gus forgot the inputs, so each
# weight got the gradient of the constant. Hana returned what she had started with.
#
# Finn and Ines are harder. Both have $k$ near 1 and a small rest, because the rest is measured against the whole matrix
# and the large entries are right. The relative error, which looks at each entry, is what convicts them. In such a case
# **judge each parameter alone**: the weights, then the constants.

# %%
for who in ("Finn", "Ines"):
    g = np.array(handed_in[who], dtype=float)
    for part, rows in (("weights  ", slice(0, 3)), ("constants", slice(3, 4))):
        k, r = referee.scale_and_residual(g[rows], numeric[rows])
        print(f"{who:5s} {part}  k = {k:.4f}   r = {r:.1e}   {referee.verdict(g[rows], numeric[rows])}")

# %% [markdown]
# Finn's weights are right, and his constants are a fifth of what they should be: he averaged where he should have
# added. Ines has one entry that no factor explains; she wrote 3745 for 3754.
#
# The picture shows all but Dan, whose shape does not fit: to the right or left what the factor is, upwards what no factor
# explains.

# %% folded=true
fig, ax = plt.subplots(figsize=(8, 4.4))
for who, numbers in handed_in.items():
    g = np.array(numbers, dtype=float)
    if g.shape != numeric.shape:
        continue
    k, r = referee.scale_and_residual(g, numeric)
    word = referee.verdict(g, numeric)
    colour = {"ok": GREEN, "scaled": BLUE, "flipped": PURPLE, "zero": GREY}.get(word, ORANGE)
    ax.plot(k, max(r, 1e-12), "o", color=colour, ms=9)
    shift = {"Ines": (8, -12), "Hana": (-62, 6), "Eve": (-24, 12), "Ben": (-14, -18)}.get(who, (8, 6))
    ax.annotate(f"{who}: {word}", (k, max(r, 1e-12)), xytext=shift, textcoords="offset points", color=colour)
ax.axhline(1e-6, color="black", lw=1, ls=":")
ax.annotate("1e-6", (-1.35, 1.4e-6), fontsize=9)
ax.set(yscale="log", xlim=(-1.4, 1.8), ylim=(5e-14, 5), xlabel="k", ylabel="r (at least 1e-12 in this plot)")
ax.set_title("Eight gradients as the referee sees them")
show("Eight named points: the factor k to the side, the rest r upwards. A dotted line lies at one millionth.")

# %% [markdown]
# Ada, Ben, Cleo, Eve and Hana lie far below the dotted line at 1e-6: a factor explains their gradients. Their $k$ says
# which factor. Finn, Gus and Ines lie far above the line: no factor explains theirs.
#
# ## What the referee cannot do
#
# **Corners.** At a place where $f$ has no derivative, a central difference gives an answer all the same.
#
# **Predict, then run.** The function $\max(0, x)$ has the slope 0 on the left of 0, and 1 on the right. What does your
# function say at 0? At 4e-6, which is nearer to 0 than $h$? At 2e-5?

# %%
for x in (0.0, 4e-6, 2e-5):
    slope = referee.numeric_gradient(lambda z: np.maximum(z, 0.0).sum(), np.array([x]))
    print(f"slope of max(0, x) at {x:g}: {slope[0]:.4f}")

# %% [markdown]
# At the corner it is the mean of the slopes on the two sides, and neither of them. Within a distance of $h$ around the
# corner it is a mixture. If a check of such a function fails in a few entries only, move the place a little and check
# again.
#
# **Speed.** Two forward passes for each parameter are fine for eight parameters. A network with a million would need
# two million passes for one step of training. Backpropagation gets the same gradient for the price of two or three
# passes, whatever the number of parameters, and that is why you learn it: by formula, and checked by a referee on a
# small case.
#
# ## Find the bug
#
# A classmate fits a straight line to temperatures. A miss of $r$ costs $\sqrt{1 + r^2} - 1$. The function stands in
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
# The classmate tried it on times from -2 to 2, where nobody can see it.
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
# - A falling loss does not prove a gradient. A comparison with a numeric gradient nearly does.
# - The central difference has an error like $h^2$ from the formula and like $\varepsilon/h$ from rounding; the best $h$
#   is near $\varepsilon^{1/3}$.
# - Compare relative to both magnitudes, entry by entry, and let the worst entry count. Let NaN fail.
# - $k$ names the factor, $r$ says whether a factor is the whole story. Judge each parameter alone.
#
# Next, in assignment 3, you derive the gradients of a linear model by hand. Bring your referee.
