using System.Net;
using QuantumAttributes.Channels.Records;

namespace QuantumAttributes.Integration.Tests.AtMostOnce;

/// <summary>When a proxy puts its own answer in the place of the server's.</summary>
public enum Interception
{
    /// <summary>The request does not reach the server.</summary>
    Before,

    /// <summary>The request reaches the server, and its connection breaks while it runs.</summary>
    While,

    /// <summary>The server answers, and its answer is thrown away.</summary>
    After,
}

/// <summary>Somebody between client and server who loses the answer to the first record with a body, and forges another.</summary>
internal sealed class HostileProxy(Interception when, string forgery) : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false })
{
    private int _intercepted;

    /// <summary>Where the request is to be running when its connection breaks.</summary>
    public Task Running { get; init; } = Task.CompletedTask;

    /// <summary>What happens between the true answer and the forged one.</summary>
    public Func<Task> Meanwhile { get; init; } = () => Task.CompletedTask;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        bool intercept = request.Headers.Contains(RequestField.Name) && request.Content is not null && Interlocked.Exchange(ref _intercepted, 1) == 0;
        if (!intercept)
            return await base.SendAsync(request, cancellationToken);
        if (when == Interception.After)
            await (await base.SendAsync(request, cancellationToken)).Content.ReadAsByteArrayAsync(cancellationToken);
        else if (when == Interception.While)
            await BreakAsync(request, cancellationToken);
        await Meanwhile();
        return forgery == "reset"
            ? throw new HttpRequestException("The connection was reset.", new IOException("Connection reset by peer"))
            : new HttpResponseMessage(Enum.Parse<HttpStatusCode>(forgery)) { Content = new StringContent("<h1>Sorry</h1>", null, "text/html") };
    }

    private async Task BreakAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var connection = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<HttpResponseMessage> sending = base.SendAsync(request, connection.Token);
        await Running;
        await connection.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
    }
}
