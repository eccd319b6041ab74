namespace QuantumAttributes.Stress.Hubs;

/// <summary>The text of a message, by its number: mostly a line, now and then more than fits into one record.</summary>
internal static class Speech
{
    private const int Most = 18_000;
    private const int LongEvery = 50;
    private const int Starts = 97; // by which two messages of the same length differ

    private static readonly string _all = new(Random.Shared.GetItems<char>("abcdefghijklmnopqrstuvwxyz0123456789", Most + Starts));

    public static string Of(int number) => new(SpanOf(number));

    public static bool Is(int number, string text) => SpanOf(number).SequenceEqual(text);

    private static ReadOnlySpan<char> SpanOf(int number) =>
        _all.AsSpan(number % Starts, number % LongEvery == LongEvery - 1 ? Most : 20 + (number % 180));
}
