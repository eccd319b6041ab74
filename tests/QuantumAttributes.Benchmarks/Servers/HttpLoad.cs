namespace QuantumAttributes.Benchmarks.Servers;

/// <summary>HTTP requests over a few connections that stay open.</summary>
/// <param name="name">The row it stands in.</param>
/// <param name="count">How many requests are one run.</param>
/// <param name="http">Sends them.</param>
/// <param name="next">Makes the next request ready, and what its answer is held against.</param>
internal sealed class HttpLoad(string name, int count, HttpClient http, Func<Task<HttpExchange>> next) : Load(name, count)
{
    private const int Connections = 8;

    private readonly HttpExchange[] _exchanges = new HttpExchange[count];
    private readonly HttpResponseMessage[] _responses = new HttpResponseMessage[count];
    private int _sent;

    /// <summary>A client as all loads use it.</summary>
    public static HttpClient CreateClient(string address) =>
        new(new SocketsHttpHandler { MaxConnectionsPerServer = Connections, UseCookies = false, AllowAutoRedirect = false })
        {
            BaseAddress = new Uri(address),
        };

    public override async Task PrepareAsync()
    {
        for (int i = 0; i < Count; i++)
            _exchanges[i] = await next();
        _sent = 0;
    }

    public override Task RunAsync() => Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(SendAsync)));

    public override async Task CheckAsync()
    {
        for (int i = 0; i < Count; i++)
        {
            using HttpResponseMessage response = _responses[i];
            _exchanges[i].Check(response, await response.Content.ReadAsByteArrayAsync());
            _exchanges[i].Request.Dispose();
        }
    }

    private async Task SendAsync()
    {
        while (Interlocked.Increment(ref _sent) - 1 is var i && i < Count)
            _responses[i] = await http.SendAsync(_exchanges[i].Request);
    }
}
