namespace QuantumAttributes.Analyzers.Usage;

/// <summary>Whether a name is another one, mistyped.</summary>
internal static class Spelling
{
    private const int Near = 2;

    /// <summary>Whether they differ in case only, or by two letters at most, which must be less than half of them.</summary>
    public static bool IsNear(string name, string typed) =>
        string.Equals(name, typed, StringComparison.OrdinalIgnoreCase)
        || Distance(name, typed) is var distance && distance <= Near && 2 * distance < Math.Max(name.Length, typed.Length);

    // Levenshtein: letters added, removed or replaced.
    private static int Distance(string left, string right)
    {
        int[] before = [.. Enumerable.Range(0, right.Length + 1)];
        for (int i = 1; i <= left.Length; i++)
        {
            int[] row = new int[right.Length + 1];
            row[0] = i;
            for (int j = 1; j <= right.Length; j++)
            {
                int replaced = before[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
                row[j] = Math.Min(replaced, 1 + Math.Min(before[j], row[j - 1]));
            }

            before = row;
        }

        return before[right.Length];
    }
}
