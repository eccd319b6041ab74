using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using QuantumAttributes;
using QuantumAttributes.Agents;
using Shop.Ledger;

namespace Shop.Orders;

/// <summary>The endpoints that take orders.</summary>
public static class OrderEndpoints
{
    /// <summary>Maps them, and says what they demand: whoever maps them cannot forget it.</summary>
    public static IEndpointRouteBuilder MapOrders(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/orders", [QuantumAuth, QuantumChannel] async (Order order, ClaimsPrincipal customer, IQuantumOrchestrator agents) =>
        {
            var booked = await agents.InvokeAsync<Entry, Entry>("ledger.book", new Entry(order.Article, order.Price));
            return TypedResults.Ok(new Confirmation(order.Article, customer.Identity!.Name!, booked.Number));
        });
        return endpoints;
    }
}
