# %% [markdown]
# # Digits, by your own engine
#
# Everything that you built comes together. A network of two layers learns to read handwritten digits. Your engine of
# assignment 8 finds its gradients, your softmax of assignment 7 says how sure it is, and your referee of assignment 2
# judges whether the gradients are right. At the end you look at the digits that the network gets wrong.
#
# Your code goes into `digits.py`; save that file before you run a check cell.
# <!-- tasks -->

# %%
# %load_ext autoreload
# %autoreload 2
import digits
import earlier
import matplotlib.pyplot as plt
import numpy as np
from earlier import Tensor, softmax
from gradcheck import ChecksFailed, as_array, check
from pictures import show
from referee import judge
from tqdm.auto import tqdm

BLUE, ORANGE, GREEN, PURPLE, GREY = "#0072B2", "#B34E00", "#007A58", "#AA4499", "#666666"
plt.rcParams.update({"figure.figsize": (7, 4), "axes.grid": True, "grid.alpha": 0.3, "axes.axisbelow": True})
np.set_printoptions(precision=4, suppress=True, linewidth=90)
print(earlier.TAKEN)

# %% [markdown]
# The line above says whose code runs. `earlier.py` takes what you wrote if it passes a short check, and else what the
# course gives. If it does not find your engine, copy your `autograd_engine.py` into this folder and restart the kernel.
#
# ## The data
#
# 1,797 digits, written by 13 people. A row of the table is a picture of 8 times 8 pixels, from 0 (white) to 16 (black),
# and then the digit. Divided by 16 the pixels lie between 0 and 1. The pictures of a person stand together. So the last
# 397 rows are mostly by people of whom the first 1,400 rows have nothing. They are *held back*: no step of the training
# may see them.

# %%
table = np.loadtxt("digits.csv.gz", delimiter=",")
X_all, labels_all = table[:, :64] / 16, table[:, 64].astype(int)
X, labels = X_all[:1400], labels_all[:1400]
X_held, labels_held = X_all[1400:], labels_all[1400:]
K = 10
print("to learn from:", X.shape, labels.shape, " held back:", X_held.shape, " of each digit:", np.bincount(labels))


# %% folded=true
def picture(ax, pixels, title):
    """Draw a digit."""
    ax.imshow(pixels.reshape(8, 8), cmap="gray_r", vmin=0, vmax=1)
    ax.set_title(title, fontsize=9)
    ax.axis("off")


fig, axes = plt.subplots(2, 10, figsize=(9, 2.4))
for ax, n in zip(axes.flat, [*range(10), *range(1390, 1400)]):
    picture(ax, X[n], str(labels[n]))
fig.tight_layout()
show("Twenty small grey pictures of handwritten digits in two rows, each below its label.")

# %% [markdown]
# The first ten pictures and the last ten of the training rows, each below its label.
#
# **Predict:** a program looks at no pixel and always says 3. Which share of the held-back digits does it get right?
#
# <details><summary>Answer</summary>
#
# About a tenth, since the ten digits are about equally many. A network must be far better than 0.1 before it knows
# anything.
#
# </details>
#
# ## 1. Labels as rows
#
# In assignment 7 you picked the label's score by an index. A tensor of your engine has no indices. A product does the
# same work: multiply by a row that is 1 at the label and 0 elsewhere, and add up.
#
# **Predict:** `labels` is `[3, 0, 3]` and there are 10 classes. What is the shape of the table of rows, and how many of
# its entries are 1?
#
# <details><summary>Answer</summary>
#
# (3, 10), a row for each label and a column for each class, whether it occurs or not. Three entries are 1.
#
# </details>

# %% task="one_hot"
check("one_hot")

# %% [markdown]
# ## 2. A layer
#
# `Dense(W, b)` is an object that holds two tensors. Calling it is the linear model of assignment 3,
#
# $$\underbrace{Z}_{(N,M)} = \underbrace{X}_{(N,D)}\; \underbrace{W^\top}_{(D,M)} + \underbrace{b}_{(M,)}$$
#
# but with operators of tensors, so the engine keeps a link for each of them. You write no gradient any more. What you
# must take care of is that the links are not cut: from an array that you took out of a tensor by `.data`, no gradient
# finds its way back.
#
# **Predict:** the network has 64 pixels, 32 hidden units and 10 classes, so W1 is (32, 64), b1 (32,), W2 (10, 32) and b2
# (10,). How many numbers are to be learned? Type the count into the next cell.

# %%
numbers = None  # type your count instead of None


def compare(yours, right, near=0.0):
    """Say whether a typed number is right; `near` is how far off it may be."""
    given = as_array(yours)
    if yours is None or yours is ...:
        print("Type a number first.")
    elif given is None or given.shape != ():
        print("not yet: type a single number")
    else:
        print("right" if abs(given - right) <= near else "not yet")


SHAPES = {"W1": (32, 64), "b1": (32,), "W2": (10, 32), "b2": (10,)}
compare(numbers, sum(np.prod(shape) for shape in SHAPES.values()))

# %% task="Dense"
check("Dense")

# %% [markdown]
# ## 3. From pixels to scores
#
# Two layers, and between them relu, which keeps what is positive and makes everything else 0:
#
# $$\text{scores} = \text{layer}_2\big(\text{relu}(\text{layer}_1(X))\big)$$
#
# The scores may be any numbers, so nothing follows behind the second layer. The parameters come in as a dict of tensors.

# %% task="forward"
check("forward")

# %% [markdown]
# A start: small random weights, each layer scaled by its number of inputs, so that the numbers neither grow nor shrink
# on their way. Biases start at 0.


# %%
def start(seed):
    """Random parameters of the network."""
    rng = np.random.default_rng(seed)
    return {
        name: Tensor(rng.normal(0, np.sqrt(2 / shape[1]), shape) if len(shape) == 2 else np.zeros(shape))
        for name, shape in SHAPES.items()
    }


def asked(task, shape, *arguments):
    """What your function returns; where that has another form, only a sentence is shown."""
    found = getattr(digits, task)(*arguments)
    array = as_array(found.data if isinstance(found, Tensor) else found)
    right_kind = isinstance(found, Tensor) == (task in ("forward", "loss"))
    if not right_kind or array is None or array.shape != shape:
        raise ChecksFailed(f"{task} is not right yet. Run the check cell of {task}, and mend it first.")
    return found


scores = asked("forward", (3, K), X[:3], start(0)).data
print("scores of three pictures before any training:\n", scores)
print("as probabilities, by softmax:\n", softmax(scores))

# %% [markdown]
# ## 4. How wrong is it?
#
# The loss is the cross-entropy of assignment 7, now in operators of tensors:
#
# $$L = \frac1N \sum_n \Big(\log \sum_j e^{z_{nj}} - z_{n,\,\text{label}_n}\Big)$$
#
# Nothing in it is new. The largest score of a row is subtracted first; it may be a plain array, since a constant shift
# changes neither the loss nor its gradient.
#
# **Predict:** a network that knows nothing gives all ten classes the same score. What is its loss? Type it, with three
# digits at least.

# %%
first_loss = None  # type your number instead of None
compare(first_loss, np.log(K), near=0.005)

# %% task="loss"
check("loss")

# %% [markdown]
# ### The referee
#
# No gradient of this network was derived by anybody. Is your engine right about it? Your referee of assignment 2 knows
# the loss only, and asks how it changes when a parameter moves a little.

# %%
few, params = slice(0, 20), start(0)
L = asked("loss", (), params, X[few], labels[few])
L.backward()
for name in ("b2", "W2", "b1"):

    def loss_at(value, name=name):
        """The loss with one parameter replaced."""
        moved = params | {name: Tensor(value)}
        return float(asked("loss", (), moved, X[few], labels[few]).data)

    judge(loss_at, params[name].data, params[name].grad, f"the gradient of {name}")
mean_of_logs = -np.log(softmax(asked("forward", (20, K), X[few], params).data)[np.arange(20), labels[few]]).mean()
print(f"loss {float(L.data):.6f}, and {mean_of_logs:.6f} by the softmax of assignment 7")

# %% [markdown]
# If all three are ok, your engine is right about a network that it has never seen.
#
# ## 5. Training in batches
#
# All 1,400 pictures could make one step, as in assignment 3. It is quicker to look at 50 of them and step at once: the
# direction is rough, but there are 28 steps where there was one. One walk through all rows is called an *epoch*. Each
# epoch draws a new order, so that other pictures meet.
#
# For each batch: gradients back to zeros, loss, note it, `backward`, and each parameter moves by the learning rate times
# its gradient, downhill. The tensors stay the same objects; their `data` changes.
#
# **Predict:** there are 11 rows and `batch_size` is 4. How many losses does `train` note in 3 epochs, and how many rows
# has the last batch of each?
#
# <details><summary>Answer</summary>
#
# Nine: each epoch has batches of 4, 4 and 3 rows.
#
# </details>

# %% task="train"
check("train")

# %% [markdown]
# ## 6. How many are right?
#
# The loss is what the training sees. What we want to know is simpler: how often does the largest score stand at the
# label?

# %% task="accuracy"
check("accuracy")

# %% [markdown]
# ## 7. Read
#
# Thirty epochs, and after each a look at both accuracies.

# %%
EPOCHS, LR, BATCH = 30, 0.2, 50


def run(X, labels, seed):
    """Trained parameters, all losses, and after each epoch the accuracy on the rows and on the held-back rows."""
    params, rng, losses, shares = start(seed), np.random.default_rng(seed + 1), [], []
    for _ in tqdm(range(EPOCHS), desc="training", unit=" epochs", ascii=" ="):
        losses += list(asked("train", (-(-len(X) // BATCH),), params, X, labels, LR, 1, BATCH, rng))
        both = (X, labels), (X_held, labels_held)
        shares.append([float(asked("accuracy", (), params, *rows)) for rows in both])
    return params, np.array(losses), np.array(shares)


params, losses, shares = run(X, labels, 0)

# %% folded=true
fig, (left, right) = plt.subplots(1, 2, figsize=(9.5, 3.8))
steps = np.arange(1, len(losses) + 1)
left.plot(steps, losses, color=GREY, lw=0.5, label="each batch")
left.plot(steps[27::28], losses.reshape(EPOCHS, -1).mean(axis=1), color=BLUE, lw=2, label="mean of an epoch")
left.axhline(np.log(K), color=ORANGE, ls=":", label="log(10)")
left.set(xlabel="step", ylabel="loss", title="The loss before each step")
left.legend()
epochs = np.arange(1, EPOCHS + 1)
right.plot(epochs, shares[:, 0], color=BLUE, lw=2, label="digits that it learned from")
right.plot(epochs, shares[:, 1], color=ORANGE, lw=2, ls="--", label="held-back digits")
right.set(xlabel="epoch", ylabel="accuracy", ylim=(0, 1.02), title="The share of right answers")
right.legend(loc="lower right")
fig.tight_layout()
show("Left: the loss of each batch falls from 2.3 to near 0. Right: two rising lines of accuracy part.")
print(f"at the end: {shares[-1, 0]:.3f} of the digits that it learned from, {shares[-1, 1]:.3f} of the held-back digits")

# %% [markdown]
# With right code the loss falls from about 2.3 to 0.05, and about 0.99 of the training digits are named, but only about
# 0.9 of the held-back ones. The lines part: the network has learned the hands of some people, and others write
# differently.

# %% task="held_back"
check("held_back")

# %% [markdown]
# ### Ten wrong answers
#
# What does it get wrong? Below are ten held-back digits with the label, the answer, and how sure the network is of its
# answer, by your softmax. Would you have read them all?

# %%
shares_of = softmax(asked("forward", (len(X_held), K), X_held, params).data)
answers = shares_of.argmax(axis=1)
wrong = np.flatnonzero(answers != labels_held)
print(len(wrong), "of", len(labels_held), "held-back digits are wrong")

# %% folded=true
fig, axes = plt.subplots(2, 5, figsize=(9, 4.4))
for ax in axes.flat:
    ax.axis("off")
for ax, n in zip(axes.flat, wrong[np.argsort(-shares_of[wrong, answers[wrong]])]):
    picture(ax, X_held[n], f"label {labels_held[n]}, read as {answers[n]}\nits share: {shares_of[n, answers[n]]:.0%}")
fig.tight_layout()
show("Ten pictures of digits, each below its label, the wrong answer and how sure the network was.")

# %% [markdown]
# The ten wrong answers of which the network is surest, each with its label, with what was read, and with the share that
# softmax gives to it. Many are digits that
# a person reads without trouble, but that nobody among the first writers wrote in this way.
#
# ## 8. One picture more
#
# The same start, the same rate, the same batches of 50, but 1,401 pictures instead of 1,400.
#
# **Predict:** what does one more picture among 1,400 do to the losses, and what to the accuracy?

# %%
_, more_losses, more_shares = run(X_all[:1401], labels_all[:1401], 0)

# %% folded=true
epoch_ends = np.arange(1, EPOCHS + 1)
fig, (left, right) = plt.subplots(1, 2, figsize=(9.5, 3.8))
for ax, before, after in (
    (left, losses.reshape(EPOCHS, -1).mean(axis=1), more_losses.reshape(EPOCHS, -1).mean(axis=1)),
    (right, shares[:, 0], more_shares[:, 0]),
):
    ax.plot(epoch_ends, before, color=BLUE, lw=2, label="1,400 pictures")
    ax.plot(epoch_ends, after, color=ORANGE, lw=2, ls="--", marker="o", ms=3, label="1,401 pictures")
    ax.set(xlabel="epoch")
    ax.legend()
left.set(ylabel="mean loss of the epoch", title="The losses")
right.set(ylabel="accuracy after the epoch", ylim=(0, 1.02), title="The accuracy, on the training digits")
fig.tight_layout()
show("Left: two falling lines of losses, one with low bumps. Right: two lines of accuracy, one with deep dips.")

# %% [markdown]
# The losses fall in the same way; with 1,401 pictures the line has a few low bumps. But the accuracy is far lower after
# some epochs than after the epoch before, down to a half or less, and soon afterwards it is back. Nothing in your code
# is wrong. Why does this happen?
#
# ## A question

# %% [markdown] question="text"
# <!-- question -->

# %% [markdown] question="answer"
# Your answer here.

# %% [markdown]
# ## Find the bug
#
# A classmate reads digits without a network: each digit has one typical picture, which is moved towards the pictures of
# that digit. The function stands in `suspect.py`, beside this notebook. Open that file and read it. The training looks
# fine:

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
# The classmate tried it with one picture of each digit, and it was right.
#
# Write `find_bug`. It returns the id of the mistake, and an example on which the mistake shows: arguments on which the
# right numbers differ from the suspect's by one per cent or more. The check below compares the suspect with the slopes
# of the classmate's loss, which it works out from losses close by. It says whether the mistake shows. Whether you named
# the right mistake, you hear from the grader. An id counts only beside an example that shows the mistake, so a guess
# earns little.

# %% task="find_bug"
check("find_bug")

# %% [markdown]
# ## What you learned, and where you are
#
# - A network is a formula of tensors. Its gradients come from the engine, and whatever cuts a link is a mistake that no
#   error message shows.
# - Batches make many rough steps out of a single exact one. Each epoch draws a new order, for pictures and labels alike.
# - The loss is what the training sees; the accuracy on held-back digits is what it is worth.
#
# The course began with `loss.backward()` on one weight. It ends with a network that reads, and between the pixels and the
# answer there is no line that you could not write yourself.
