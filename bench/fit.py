"""A line through points, and what it says of a server's memory."""

LEAST_MIB = 0.5  # less than this is what an allocator keeps or gives back by chance
LEAST_PART = 0.01  # or this part of what is resident
LEAST_MINUTES = 10


def least_squares(points):
    """Slope and height at 0 of the line nearest to them, by the squares of what it misses."""
    count = len(points)
    mean_x = sum(x for x, _ in points) / count
    mean_y = sum(y for _, y in points) / count
    wide = sum((x - mean_x) ** 2 for x, _ in points)
    slope = sum((x - mean_x) * (y - mean_y) for x, y in points) / wide if wide else 0.0
    return slope, mean_y - slope * mean_x


def second_half(samples):
    """What came behind the middle of the time."""
    middle = (samples[0][0] + samples[-1][0]) / 2
    return [one for one in samples if one[0] >= middle]


def verdict(samples, minutes):
    """Of seconds and MiB: the slope over the second half, what it adds up to there, and in words."""
    half = second_half(samples)
    slope, _ = least_squares(half)
    grown = slope * (half[-1][0] - half[0][0])
    least = max(LEAST_MIB, LEAST_PART * half[-1][1])
    if grown > least:
        said = f"grows: {slope * 3600:.1f} MiB an hour"
    elif grown < -least:
        said = f"shrinks: {-slope * 3600:.1f} MiB an hour"
    else:
        said = f"does not grow: {grown:+.2f} MiB over the second half"
    if minutes < LEAST_MINUTES:
        said += f" (of {minutes:g} minutes, which is too short to tell)"
    return {"slope_mib_per_hour": slope * 3600, "grown_mib": grown, "said": said}
