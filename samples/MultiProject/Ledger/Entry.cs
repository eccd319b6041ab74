namespace Shop.Ledger;

/// <summary>What is booked.</summary>
/// <param name="Text">What for.</param>
/// <param name="Amount">How much.</param>
/// <param name="Number">Which entry of the ledger it is; 0 until it is booked.</param>
public sealed record Entry(string Text, decimal Amount, int Number = 0);
