namespace Shop;

/// <summary>What was done and what came of it, on the console.</summary>
internal sealed class Report
{
    /// <summary>Whether everything came out as it should.</summary>
    public bool IsSound { get; private set; } = true;

    public void Check(string what, string found, string expected)
    {
        bool isSound = found == expected;
        IsSound &= isSound;
        Console.WriteLine($"{(isSound ? "ok    " : "FAILED")}  {what}: {found}{(isSound ? "" : $" instead of {expected}")}");
    }
}
