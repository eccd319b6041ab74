namespace Shop.Orders;

/// <summary>What a customer orders.</summary>
public sealed record Order(string Article, decimal Price);

/// <summary>What the customer gets to know.</summary>
/// <param name="Article">What was ordered.</param>
/// <param name="Customer">Who ordered it, as the channel proved it.</param>
/// <param name="Entry">The number of its entry in the ledger.</param>
public sealed record Confirmation(string Article, string Customer, int Entry);
