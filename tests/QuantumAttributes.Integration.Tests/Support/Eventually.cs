namespace QuantumAttributes.Integration.Tests.Support;

/// <summary>What becomes true in a moment, in another thread.</summary>
internal static class Eventually
{
    /// <summary>Waits until it is true; fails where it is not within 20 s.</summary>
    public static async Task TrueAsync(Func<bool> condition)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!condition())
        {
            Assert.False(deadline.IsCancellationRequested, "it has not become true");
            await Task.Delay(20);
        }
    }
}
